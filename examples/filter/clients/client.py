"""Asks the filter from Python: client.py COMMAND [ARGUMENT...]"""
import json
import subprocess
import sys

filter = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def ask(**question):
    filter.stdin.write(json.dumps(question) + "\n")
    filter.stdin.flush()
    return json.loads(filter.stdout.readline())


review = {"event": "review", "on": "2024-07-20", "from": "2024-01-01", "to": "2024-06-30", "three_year_premium": "32850", "emf": "1.85"}
first = ask(id=1, domain="classify", policy="wv-85-23", event=review)
print(first["case"]["tier"], [duty["id"] for duty in first["outcome"]["opened"]])
second = ask(id=2, domain="classify", policy="wv-85-23", case=first["case"], event={"event": "notify", "on": "2024-07-25"})
print(second["outcome"]["opened"][0]["due"])
third = ask(id=3, domain="classify", policy="wv-85-23", case=second["case"], event=review)
print(third["id"], "refused" in third, third["error"]["field"])
filter.stdin.close()
sys.exit(filter.wait())
