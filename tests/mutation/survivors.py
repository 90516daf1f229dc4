"""Prints the configuration of a part for the mutants alone that its report did not find killed."""

import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def offset(lines, place):
    return sum(len(line) + 1 for line in lines[:place["line"] - 1]) + place["column"] - 1


def main():
    part = sys.argv[1]
    config = json.loads((ROOT / f"tests/mutation/{part}.json").read_text(encoding="utf-8"))
    report = json.loads(
        (ROOT / f"artifacts/mutation/{part}/reports/mutation-report.json").read_text(encoding="utf-8"))
    spans = []
    for name, file in report["files"].items():
        if (ROOT / "services" / name.split("services/")[-1]).read_text(encoding="utf-8-sig") != file["source"]:
            continue
        lines = file["source"].split("\n")
        for mutant in file["mutants"]:
            if mutant["status"] in ("Survived", "NoCoverage", "Timeout"):
                start, end = (offset(lines, mutant["location"][x]) for x in ("start", "end"))
                spans.append(f"**/{name.split('/')[-1]}{{{start}..{end}}}")
    config["stryker-config"]["mutate"] = sorted(set(spans))
    print(json.dumps(config, indent=2))


main()
