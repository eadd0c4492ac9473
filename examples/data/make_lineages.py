#!/usr/bin/env python3
"""Makes lineages.csv: lineages as a microscope would have recorded them, of cells whose laws are known.

    python3 make_lineages.py > lineages.csv

What is true of these cells: G1 is log-normal with mean 12 h and coefficient of variation 0.35, S to M log-normal with
mean 12 h and 0.2; normal scores of both correlate by 0.3 between mother and daughter and by 0.6 between sisters, each
phase on its own; cells die at 0.002 per h. They grew for 72 h before the first frame and are seen for 72 h, a frame
every 30 min. Only the standard library is needed; another Python version may draw other numbers.
"""
import math
import random

MOTHER, SISTERS, HAZARD = 0.3, 0.6, 0.002
SHARED = (SISTERS - MOTHER**2) / (1 - MOTHER**2)
BEFORE, WINDOW, FRAME = 72.0, 72.0, 0.5
LAWS = {"g1": (12.0, 0.35), "sg2m": (12.0, 0.2)}
draw = random.Random(20260101)


def duration(phase, score):
    mean, cv = LAWS[phase]
    sigma = math.sqrt(math.log(1 + cv * cv))
    return mean * math.exp(sigma * score - sigma * sigma / 2)


def frame(time):
    return math.ceil((time - BEFORE) / FRAME - 1e-9)


def daughters(scores):
    rest = math.sqrt(1 - MOTHER**2)
    shared = {p: draw.gauss(0, 1) for p in LAWS}
    return [{p: MOTHER * scores[p] + rest * (math.sqrt(SHARED) * shared[p] + math.sqrt(1 - SHARED) * draw.gauss(0, 1)) for p in LAWS} for _ in range(2)]


def live(birth, scores, seen, parent, generation, rows):
    """One cell and its descendants; seen is the name of the lineage once the first frame has come."""
    death = birth + draw.expovariate(HAZARD)
    middle = birth + duration("g1", scores["g1"])
    end = middle + duration("sg2m", scores["sg2m"])
    last = min(death, end)
    cell = None
    if last > BEFORE and birth < BEFORE + WINDOW:
        if seen is None:
            live.lineages += 1
            seen, parent, generation = live.lineages, 0, 1
            live.cells = 0
        live.cells += 1
        cell = live.cells
        row = [seen, cell, parent, generation]
        for start, stop in ((birth, middle), (middle, end)):
            if stop <= BEFORE or start >= min(BEFORE + WINDOW, last):
                row += ["", ""]
                continue
            finish = min(stop, last, BEFORE + WINDOW)
            status = "observed" if start >= BEFORE else "left_censored"
            if death < stop and death <= BEFORE + WINDOW:
                status = "death"
            elif stop > BEFORE + WINDOW:
                status = "censored"
            row += [frame(finish) - max(0, frame(start)), status]
        rows.append(row)
    if death > end and end < BEFORE + WINDOW:
        for child in daughters(scores):
            live(end, child, seen, cell, generation + 1, rows)


live.lineages = live.cells = 0
print("lineage,cell,parent,generation,g1_frames,g1_status,sg2m_frames,sg2m_status")
for founder in range(14):
    recorded = []
    live(draw.uniform(-24, 0), {p: draw.gauss(0, 1) for p in LAWS}, None, 0, 1, recorded)
    for entry in recorded:
        print(",".join(str(field) for field in entry))
