"""The headers of the site, letter by letter, as hosts read them."""

from __future__ import annotations

from library.site.host_files import headers_file, nginx_values

HEADERS = """\
# Made by the build (hooks/guard_pages.py).
/*
  X-Content-Type-Options: nosniff
  X-Frame-Options: DENY
  Referrer-Policy: no-referrer
  Permissions-Policy: accelerometer=(), camera=(), display-capture=(), geolocation=(), \
gyroscope=(), hid=(), idle-detection=(), magnetometer=(), microphone=(), midi=(), payment=(), \
publickey-credentials-get=(), serial=(), usb=(), xr-spatial-tracking=()
  Cross-Origin-Opener-Policy: same-origin
  Cross-Origin-Resource-Policy: same-origin
  Strict-Transport-Security: max-age=31536000
/
  Content-Security-Policy: default-src 'none'
/admin/*
  Content-Security-Policy: script-src 'self'
/assets/styles/*
  Cache-Control: public, max-age=31536000, immutable
/year.ics
  Content-Type: text/calendar; charset=utf-8
"""
NGINX = """\
# Made by the build (hooks/guard_pages.py); included by hosting/nginx.conf.
set $page_policy "default-src 'none'; frame-ancestors 'none'";
set $editor_policy "script-src 'self'; frame-ancestors 'none'";
set $cache_fresh "no-cache";
set $cache_day "public, max-age=86400";
set $cache_forever "public, max-age=31536000, immutable";
add_header X-Content-Type-Options "nosniff" always;
add_header X-Frame-Options "DENY" always;
add_header Referrer-Policy "no-referrer" always;
add_header Permissions-Policy "accelerometer=(), camera=(), display-capture=(), geolocation=(), \
gyroscope=(), hid=(), idle-detection=(), magnetometer=(), microphone=(), midi=(), payment=(), \
publickey-credentials-get=(), serial=(), usb=(), xr-spatial-tracking=()" always;
add_header Cross-Origin-Opener-Policy "same-origin" always;
add_header Cross-Origin-Resource-Policy "same-origin" always;
"""


def test_hosts_that_read_headers_are_told_each_of_them() -> None:
    policies = [("/", "default-src 'none'"), ("/admin/*", "script-src 'self'")]
    paths = ["index.html", "year.ics"]
    assert headers_file(policies, ["/assets/styles/*"], paths) == HEADERS


def test_nginx_is_told_the_same() -> None:
    assert nginx_values("default-src 'none'", "script-src 'self'") == NGINX
