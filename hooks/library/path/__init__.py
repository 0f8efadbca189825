"""The guided path: questions with answers that lead to what a parent can do now."""
