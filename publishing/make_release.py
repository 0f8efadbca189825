"""`make_release FOLDER`: puts the built site as a zip, and the list of its parts, into FOLDER.

The list is an SBOM (CycloneDX 1.6): each package of the locks with its hashes. Made from the locks
themselves, as they say exactly what is installed; the tests validate it with CycloneDX's library.
The same commit and tag give the same bytes.
"""

from __future__ import annotations

import json
import os
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from machine.quiet_host import missing_site
from publishing.support.locked_packages import LockedPackage, site_packages

NAME = "iep-partner-library"
SITE = "site"


def parts_list(packages: Sequence[LockedPackage], version: str) -> str:
    """Return the SBOM of a release of the site as JSON."""
    components = [_component(package) for package in packages]
    content = json.dumps([version, components], sort_keys=True)
    bom = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, content)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application", "name": NAME, "version": version, "bom-ref": NAME
            }
        },
        "components": components,
        "dependencies": [{"ref": NAME, "dependsOn": [c["bom-ref"] for c in components]}],
    }  # fmt: skip
    return json.dumps(bom, indent=2) + "\n"


def _component(package: LockedPackage) -> dict[str, Any]:
    pages = {
        "pypi": "https://pypi.org/project/{}/{}/",
        "npm": "https://www.npmjs.com/package/{}/v/{}",
    }
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": package.purl,
        "name": package.name,
        "version": package.version,
        "purl": package.purl,
        "externalReferences": [
            {
                "type": "distribution",
                "url": pages[package.kind].format(package.name, package.version),
                "hashes": [{"alg": package.algorithm, "content": h} for h in package.hashes],
            }
        ],
    }
    properties = {"lock": package.lock, "only where": package.marker}
    component["properties"] = [
        {"name": f"{NAME}:{name}", "value": value} for name, value in properties.items() if value
    ]
    return component


def zip_site(site: Path, target: Path) -> None:
    """Pack a folder, its files sorted and without times."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path in sorted(path for path in site.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(f"{SITE}/{path.relative_to(site).as_posix()}")  # of 1980
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED, 9)


def main(arguments: Sequence[str]) -> int:
    """Write both files; the version is the tag that GitHub Actions names."""
    root, version = Path.cwd(), os.environ["GITHUB_REF_NAME"]
    folder = root / arguments[0]
    if missing := missing_site(Path(SITE)):
        print(missing)
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    zip_site(root / SITE, folder / f"{NAME}-{version}.zip")
    bom = parts_list(site_packages(root), version)
    (folder / f"{NAME}-{version}.cdx.json").write_text(bom, "utf-8")
    print(f"The release is in {arguments[0]}/.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
