"""Writes tests/results/mutation.md from the reports in artifacts/mutation."""

import collections
import datetime
import fnmatch
import json
import os
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
VALID = ("Killed", "Timeout", "Survived", "NoCoverage")
CRASHED = "RuntimeError"


def one_line(text):
    return re.sub(r"\s+", " ", text).strip()


def original(source, mutant):
    start, end = mutant["location"]["start"], mutant["location"]["end"]
    lines = source.split("\n")[start["line"] - 1:end["line"]]
    if len(lines) == 1:
        return one_line(lines[0][start["column"] - 1:end["column"] - 1])
    lines[0], lines[-1] = lines[0][start["column"] - 1:], lines[-1][:end["column"] - 1]
    return one_line(" ".join(lines))


def short(text):
    text = one_line(text).replace("|", "\\|").replace("`", "'")
    return text if len(text) <= 90 else text[:60] + " ... " + text[-25:]


def is_mutated(path, patterns):
    """Whether one of the patterns holds for a path, and none of those that begin with an exclamation mark."""
    return (any(fnmatch.fnmatch(path, x) for x in patterns)
            and not any(fnmatch.fnmatch(path, x[1:]) for x in patterns if x.startswith("!")))


def mutants():
    """File -> its mutants, each as the newest report has it that ran it on the same source; and how many crashed."""
    found = {}
    reports = sorted((ROOT / "artifacts/mutation").glob("*/reports/mutation-report.json"), key=os.path.getmtime)
    for path in reports:
        report = json.loads(path.read_text(encoding="utf-8"))
        part = path.parts[-3].removesuffix(".again")
        config = json.loads((ROOT / f"tests/mutation/{part}.json").read_text(encoding="utf-8"))
        for name, file in report["files"].items():
            if not is_mutated("/" + name, config["stryker-config"]["mutate"]):
                continue
            name = name.replace("\\", "/").split("services/")[-1]
            name = name[name.index("Smoothing."):]
            spans = unclaimed(name, file["source"])
            rows = [x | {"original": original(file["source"], x)} for x in file["mutants"]
                    if x["status"] in (*VALID, CRASHED)]
            rows = {key(x): x | {"unclaimed": within(spans, x)} for x in rows}
            if rows:
                source, known = found.get(name, (None, {}))
                known = known if source == file["source"] else {}
                # Slow on a busy machine, though a test did find it.
                slow = {x for x in rows if rows[x]["status"] == "Timeout" and x in known
                        and known[x]["status"] == "Killed"}
                found[name] = file["source"], known | {x: y for x, y in rows.items() if x not in slow}
    rows = {name: list(rows.values()) for name, (_, rows) in found.items()}
    crashed = sum(x["status"] == CRASHED for file in rows.values() for x in file)
    return {name: [x for x in file if x["status"] in VALID] for name, file in rows.items()}, crashed


def unclaimed(file, source):
    """Rows of first line, last line and reason: what no claim rests on, as unclaimed.tsv has it."""
    lines, spans = source.split("\n"), []
    for row in tab_separated("unclaimed.tsv"):
        name, member, why = row
        if not re.search(name, file):
            continue
        if not member:
            spans.append((1, len(lines), why))
            continue
        first = [i for i, line in enumerate(lines, 1) if re.search(member, line)]
        spans += [(i, last_line(lines, i), why) for i in first]
    return spans


def last_line(lines, first):
    """The last line of the member that begins on a line: its closing brace, or the end of its one expression."""
    indent = re.match(" *", lines[first - 1]).group()
    for i in range(first, len(lines) + 1):
        line = lines[i - 1].rstrip()
        if line == indent + "}" or (line.endswith(";") and indent + "{" not in (x.rstrip() for x in lines[first:i])):
            return i
    return len(lines)


def within(spans, mutant):
    if re.match(r"\S*(Require\.|Check\()", mutant["original"]):
        return None
    start, end = mutant["location"]["start"]["line"], mutant["location"]["end"]["line"]
    return next((why for first, last, why in spans if first <= start and end <= last), None)


def tab_separated(name):
    text = (ROOT / "tests/mutation" / name).read_text(encoding="utf-8")
    return [x.split("\t") for x in text.splitlines() if x and not x.startswith("#")]


def key(mutant):
    start, end = mutant["location"]["start"], mutant["location"]["end"]
    return (mutant["mutatorName"], start["line"], start["column"], end["line"], end["column"], mutant["replacement"])


def explanations():
    """Rows of file, regular expression over 'original -> replacement', and reason, between tabs."""
    return [(re.compile(file), re.compile(pattern), why) for file, pattern, why in tab_separated("explained.tsv")]


def reason(rows, file, mutant):
    text = f"{mutant['original']} -> {one_line(mutant['replacement'])}"
    return next((why for name, pattern, why in rows if name.search(file) and pattern.search(text)), None)


def table(files, key):
    groups = collections.defaultdict(collections.Counter)
    for file, rows in files.items():
        for row in rows:
            groups[key(file)][row["status"]] += 1
            groups["all"][row["status"]] += 1
    lines = ["| | mutants | killed | timeout | survived | not covered | killed, % | with timeouts, % |",
             "|---|---|---|---|---|---|---|---|"]
    for name, n in sorted(groups.items(), key=lambda x: (x[0] == "all", x[0])):
        valid = sum(n.values())
        lines.append(f"| {name} | {valid} | {n['Killed']} | {n['Timeout']} | {n['Survived']} | {n['NoCoverage']} "
                     f"| {100 * n['Killed'] / valid:.1f} | {100 * (n['Killed'] + n['Timeout']) / valid:.1f} |")
    return lines


def left_out(part):
    """Names of files of a part that its report did not change, though the part names them."""
    path = ROOT / f"artifacts/mutation/{part}/reports/mutation-report.json"
    if not path.exists():
        return []
    config = json.loads((ROOT / f"tests/mutation/{part}.json").read_text(encoding="utf-8"))
    patterns = config["stryker-config"]["mutate"]
    files = json.loads(path.read_text(encoding="utf-8"))["files"]
    return sorted(name.split("/")[-1] for name, file in files.items()
                  if is_mutated("/" + name, patterns) and file["source"] == "File ignored by mutate filter")


def earlier(files):
    """The scores that were measured before, of files without a report."""
    rows = []
    for line in (ROOT / "tests/mutation/earlier.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, commit, *numbers = line.split("\t")
        if name not in files and (ROOT / "services" / name).exists():
            valid, killed, timeout = (int(x) for x in numbers[:3])
            rows.append(f"| {name} | {commit} | {' | '.join(numbers)} | {100 * killed / valid:.1f} "
                        f"| {100 * (killed + timeout) / valid:.1f} |")
    return rows


def machine():
    names = [x for x in pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines() if "model name" in x]
    return f"{names[0].split(':')[1].strip()}, {os.cpu_count()} cores" if names else f"{os.cpu_count()} cores"


def main():
    (files, crashed), known = mutants(), explanations()
    lines = [
        "# Mutation testing", "",
        f"{datetime.date.today()}, {machine()}, dotnet-stryker 5.1.0.",
        "Made by `tests/mutation/run`; sources and their tests are in the JSON files beside it. A mutant is one",
        "changed operator, constant, condition or statement; texts are left alone.",
        "A timeout is a search or a sum that no longer ends, or a slow machine: the score lies between the two.", ""]
    lines += [
        "Tests of numbers run a tenth of their trials and a third of the rows of their tables here: all of them notice",
        "no less. Runs shared two busy cores: most timeouts outside of loops are slow tests, not finds. Survivors",
        "were run again alone once there were tests or explanations for them.", ""]
    names = {x.stem for x in (ROOT / "tests/mutation").glob("*-*.json")}
    missing = {x for x in names if not (ROOT / f"artifacts/mutation/{x}/reports/mutation-report.json").exists()}
    if missing:
        lines += ['Partial: parts that are "not run" have no score at these commits. What was measured of some',
                  "of their files before is in a table of its own.", ""]
    notes = ROOT / "tests/mutation/notes.md"
    if notes.exists():
        lines += [*notes.read_text(encoding="utf-8").splitlines(), ""]
    lines += ["| part | commit | survivors again at |", "|---|---|---|"]
    for name in sorted(names):
        path, again = (ROOT / f"artifacts/mutation/{x}/commit" for x in (name, f"{name}.again"))
        lines.append(f"| {name} | {'not run' if name in missing else path.read_text(encoding='utf-8').strip()} "
                     f"| {again.read_text(encoding='utf-8').strip() if again.exists() else ''} |")
    lines.append("")
    for name in sorted(names):
        if left_out(name):
            lines += [f"Without a score in {name}: {', '.join(left_out(name))}.", ""]
    lines += table(files, lambda x: "/".join(x.split("/")[:2]) if x.count("/") > 1 else x.split("/")[0])
    claimed = collections.Counter(x["status"] for rows in files.values() for x in rows if not x["unclaimed"])
    valid = sum(claimed.values())
    lines += ["", f"Without code that no claim rests on (unclaimed.tsv: guesses of where a search starts, choices among "
              f"sound parameters)", f"there are {valid} mutants: {100 * claimed['Killed'] / valid:.1f} % killed, "
              f"{100 * (claimed['Killed'] + claimed['Timeout']) / valid:.1f} % with timeouts."]
    if crashed:
        lines += ["", f"With {crashed} more mutants the process of the tests itself ended: they are in no table."]
    lines += ["", "## By file", ""] + table(files, lambda x: x)
    before = earlier(files)
    if before:
        lines += ["", "## Measured at older commits, and not since", "",
                  "| | commit | mutants | killed | timeout | survived | not covered | killed, % | with timeouts, % |",
                  "|---|---|---|---|---|---|---|---|---|", *before]
    left = [(file, x, x["unclaimed"] or reason(known, file, x)) for file in sorted(files) for x in files[file]
            if x["status"] in ("Survived", "NoCoverage")]
    for title, rows in (
            ("Survivors in code that claims are made by, explained",
             [x for x in left if x[2] is not None and not x[1]["unclaimed"]]),
            ("Survivors in code that no claim rests on", [x for x in left if x[1]["unclaimed"]]),
            ("Survivors that are not explained", [x for x in left if x[2] is None])):
        lines += ["", f"## {title}: {len(rows)}", ""]
        if rows:
            lines += ["| file:line | change | " + ("why it stays |" if rows[0][2] else "status |"), "|---|---|---|"]
        lines += [f"| {file.split('/')[-1]}:{x['location']['start']['line']} | `{short(x['original'])}` to "
                  f"`{short(x['replacement'])}` | {why or x['status']} |" for file, x, why in rows]
    target = ROOT / "tests/results/mutation.md"
    target.parent.mkdir(exist_ok=True)
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(left)} mutants survived, {sum(x[2] is None for x in left)} of them without an explanation: {target}")


main()
