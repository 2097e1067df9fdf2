#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes config/geo/municipalities.tsv, postcodes.tsv and place_points.tsv from
two public files.

    tools/make_places.py zipcodes.de.csv vg250_gemeinden.csv config/geo

zipcodes.de.csv: GeoNames (CC BY 4.0) as zauberware/postal-codes-json-xml-csv
has it. Its rows up to the last of the state "Land Berlin" are large receivers:
a company stands where a place should, with the district of the company's seat.
vg250_gemeinden.csv: the municipalities of BKG's VG250 (dl-de/by-2-0).

What the source has wrong is corrected below, each with its reason; --report
prints what was found by looking for it: places whose neighbours all lie in
another district, and places that VG250 has next door under the same name.
"""

import argparse
import collections
import csv
import math
import pathlib
import re
import statistics

# (postcode, how the place begins, district): places that the source puts into
# a neighbouring district.
CORRECTIONS = [
    # Hamburg's part of the three postcodes that it shares.
    ("21039", "Hamburg", "02000"),
    ("22113", "Hamburg", "02000"),
    ("22145", "Hamburg", "02000"),
    # VG250 has the municipality there only, or its neighbours say so.
    ("15868", "Friedland", "12067"),  # Oder-Spree, all neighbours too
    ("15936", "Steinreich", "12061"),  # Dahme-Spreewald
    ("23845", "Wakendorf I", "01060"),  # Segeberg
    ("23845", "Oering", "01060"),  # Segeberg
    ("24109", "Kiel", "01002"),  # the city, not Rendsburg-Eckernförde
    ("37355", "Vollenborn", "16061"),  # Deuna in Eichsfeld, as its neighbours
    ("54597", "Hersdorf", "07232"),  # Eifelkreis Bitburg-Prüm
    ("54597", "Auw bei Prüm", "07232"),  # Eifelkreis Bitburg-Prüm
    ("56858", "Forst (Hunsrück)", "07135"),  # Cochem-Zell
    ("57629", "Malberg", "07132"),  # Altenkirchen
    ("67661", "Kaiserslautern", "07312"),  # the city, not the district
    ("96170", "Lisberg", "09471"),  # Bamberg, all neighbours too
]
# Large receivers whose seat in Hamburg says nothing about their postcodes.
DROPPED = {("33687", "02000"), ("50423", "02000")}
# Postcodes of large receivers far away, where the first digits do not tell.
PREFIX_BY_HAND = {"50423": "05315", "50424": "05315"}  # 504.. are Köln's boxes

FILLERS = set("""hansestadt freie und stadt landeshauptstadt kreisstadt universitaetsstadt
 lutherstadt gemeinde ortsteil amt i d in der den
 dem die a am an auf ot bei b im o ob u unter v vor zu zur zum""".split())

MUNICIPALITIES_HEAD = """\
# Municipalities (AGS of 8 digits) and their names.
# Bundesamt für Kartographie und Geodäsie, VG250 as of 2023-01-01 (GeoBasis-DE \
/ BKG 2023), Datenlizenz Deutschland - Namensnennung 2.0
# (https://www.govdata.de/dl-de/by-2-0), by way of denabel/GeoCliP at \
2ba7744d; columns chosen; areas without municipality
# left out where one of the same name is near. Made by tools/make_places.py.
ags\tname
"""
POSTCODES_HEAD = """\
# Postcodes and their districts (AGS of 5 digits); the district with most \
places first.
# kind: empty: places; receiver: large receivers only; seat: large receivers \
whose seat is far from where the postcode
# is; prefix: of such a postcode, where it is by its first digits.
# municipalities: last three digits of their AGS. places: parts and places \
that are no municipality, "=" and the last three
# digits of the municipality's AGS where it is known.
# GeoNames (https://www.geonames.org), CC BY 4.0, by way of \
zauberware/postal-codes-json-xml-csv at a6e8df1e, data/DE.zip;
# columns chosen, corrected and joined with VG250 by tools/make_places.py, \
which lists the corrections.
postcode\tdistrict\tkind\tmunicipalities\tplaces
"""
PLACE_POINTS_HEAD = """\
# Where municipalities (AGS of 8 digits) and districts (of 5) are: WGS 84, \
degrees, rounded to 0.01 (about a kilometre).
# Of a municipality the median of its places (latitude and longitude each), of \
a district that of all places in it: the
# middle of where letters are delivered, not of the area. Municipalities of \
which the source has no place are left out.
# GeoNames (https://www.geonames.org), CC BY 4.0, by way of \
zauberware/postal-codes-json-xml-csv at a6e8df1e, data/DE.zip;
# joined with VG250 by tools/make_places.py.
ags\tlatitude\tlongitude
"""


def words(name):
    name = name.lower()
    for umlaut, spelled in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"),
                            ("ß", "ss")):
        name = name.replace(umlaut, spelled)
    found = ["sankt" if w == "st" else w for w in re.findall("[a-z]+", name)]
    return [w for w in found if w not in FILLERS]


def abbreviates(short, long):
    """Whether `short` is `long` with words left out or cut: "Halle (S.)"."""
    if not short or short[0] != long[0]:
        return False
    rest = iter(long[1:])
    return all(any(w.startswith(s) for w in rest) for s in short[1:])


class Municipalities:
    def __init__(self, rows):
        self.by_ags = {}
        for row in rows:
            self.by_ags.setdefault(row["AGS"], row)
        named = {(ags[:5], row["GEN"]) for ags, row in self.by_ags.items()
                 if row["BEZ"] != "Gemeindefreies Gebiet"}
        self.by_ags = {
            ags: row["GEN"] for ags, row in sorted(self.by_ags.items())
            if row["BEZ"] != "Gemeindefreies Gebiet"
            or (ags[:5], row["GEN"]) not in named}
        self.of_district = collections.defaultdict(list)
        for ags, name in self.by_ags.items():
            self.of_district[ags[:5]].append((ags, name, words(name)))

    def find(self, district, place):
        """(AGS or None, the part of the municipality or "")."""
        own = self.of_district[district]
        key = words(place)
        if len(own) == 1:
            name = own[0][1]
            part = place[len(name):].strip(" -") \
                if place.startswith(name) else place
            short = abbreviates(key, own[0][2]) or key == own[0][2]
            return own[0][0], "" if short else part
        for same in (
                [ags for ags, name, _ in own if name == place],
                [ags for ags, _, w in own if w == key],
                [ags for ags, _, w in own
                 if abbreviates(key, w) or abbreviates(w, key)
                 and len(w) > 1]):
            if same:
                return (same[0], "") if len(same) == 1 else (None, "")
        whole = [(len(w), ags, name) for ags, name, w in own
                 if w and key[:len(w)] == w]
        if not whole:
            return None, place
        _, ags, name = max(whole)
        part = place[len(name):].strip(" -()/")
        # "Hamfelde in Holstein" is no part of Hamfelde.
        is_part = place.startswith(name) and part.split()[0] not in FILLERS
        return ags, part if is_part else place


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_postcodes(path):
    """Rows of places and of large receivers, corrected."""
    rows = read(path)
    last = max(i for i, r in enumerate(rows) if r["state"] == "Land Berlin")
    places = [r for r in rows[last + 1:] if r["community_code"]]
    for row in places:
        for postcode, begin, district in CORRECTIONS:
            if row["zipcode"] == postcode and row["place"].startswith(begin):
                row["community_code"] = district
    delivered = {r["zipcode"] for r in places}
    receivers = [r for r in rows[:last + 1]
                 if r["zipcode"] not in delivered
                 and (r["zipcode"], r["community_code"]) not in DROPPED]
    return places, receivers


def place_lines(places, municipalities):
    entries = collections.defaultdict(list)
    for row in places:
        entries[row["zipcode"], row["community_code"]].append(row["place"])
    lines = []
    for (postcode, district), names in entries.items():
        codes, parts = set(), set()
        for name in names:
            ags, part = municipalities.find(district, name)
            if ags:
                codes.add(ags[5:])
            if part:
                parts.add(part + ("=" + ags[5:] if ags else ""))
            elif not ags:
                parts.add(name)
        lines.append((postcode, -len(names), district, "",
                      "|".join(sorted(codes)), "|".join(sorted(parts))))
    return lines


def receiver_lines(places, receivers, municipalities):
    regions = collections.defaultdict(set)  # districts by leading digits
    for row in places:
        for size in (2, 3, 4):
            regions[row["zipcode"][:size]].add(row["community_code"])
    near = collections.defaultdict(set)  # also from receivers
    entries = collections.Counter()
    for row in receivers:
        entries[row["zipcode"], row["community_code"]] += 1
        if row["community_code"] in regions[row["zipcode"][:2]]:
            near[row["zipcode"][:3]].add(row["community_code"])
    postcodes = {p for p, _ in entries} | {p for p, _ in DROPPED}
    lines = []
    for postcode in postcodes:
        rows = [(d, n) for (p, d), n in entries.items() if p == postcode]
        plausible = False
        for district, count in rows:
            # A seat: neither in the postal region nor among the neighbours.
            is_near = district in regions[postcode[:2]]
            plausible |= is_near
            own = municipalities.of_district[district]
            code = own[0][0][5:] if len(own) == 1 else ""
            lines.append((postcode, -count if is_near else 1, district,
                          "receiver" if is_near else "seat", code, ""))
        if plausible:
            continue
        found = [PREFIX_BY_HAND[postcode]] if postcode in PREFIX_BY_HAND else \
            next((sorted(s) for s in (regions[postcode[:4]],
                                      regions[postcode[:3]],
                                      near[postcode[:3]]) if len(s) == 1), [])
        if not found:
            print("not placed by its prefix:", postcode, rows)
        for district in found:
            own = municipalities.of_district[district]
            code = own[0][0][5:] if len(own) == 1 else ""
            lines.append((postcode, 0, district, "prefix", code, ""))
    return lines


def point_lines(places, municipalities):
    found = collections.defaultdict(list)
    for row in places:
        district = row["community_code"]
        at = (float(row["latitude"]), float(row["longitude"]))
        ags, _ = municipalities.find(district, row["place"])
        found[district].append(at)
        if ags:
            found[ags].append(at)
    return [(ags, *(f"{statistics.median(p[i] for p in points):.2f}"
                    for i in (0, 1)))
            for ags, points in sorted(found.items())]


def report(places, municipalities):
    def distance(a, b):
        return math.hypot(a[0] - b[0],
                          (a[1] - b[1]) * math.cos(math.radians(a[0])))

    grid = collections.defaultdict(list)
    points = []
    for row in places:
        at = (float(row["latitude"]), float(row["longitude"]))
        points.append((at, row))
        grid[int(at[0] * 5), int(at[1] * 5)].append((at, row))
    for at, row in points:
        around = [p for i in (-1, 0, 1) for j in (-1, 0, 1)
                  for p in grid[int(at[0] * 5) + i, int(at[1] * 5) + j]
                  if p[1] is not row]
        around.sort(key=lambda p: distance(at, p[0]))
        district = row["community_code"]
        near = collections.Counter(
            r["community_code"] for _, r in around[:25])
        if near and district not in [r["community_code"]
                                     for _, r in around[:8]]:
            print("alone:", row["zipcode"], row["place"], district, dict(near))
        if municipalities.find(district, row["place"])[0]:
            continue
        elsewhere = [d for d in near for _, _, w in
                     municipalities.of_district[d] if w == words(row["place"])]
        if elsewhere:
            print("next door:", row["zipcode"], row["place"], district,
                  elsewhere)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("zipcodes")
    parser.add_argument("municipalities")
    parser.add_argument("directory", type=pathlib.Path)
    parser.add_argument("--report", action="store_true")
    options = parser.parse_args()
    municipalities = Municipalities(read(options.municipalities))
    places, receivers = read_postcodes(options.zipcodes)
    if options.report:
        report(places, municipalities)
    with open(options.directory / "municipalities.tsv", "w",
              encoding="utf-8") as file:
        file.write(MUNICIPALITIES_HEAD)
        for ags, name in municipalities.by_ags.items():
            file.write(f"{ags}\t{name}\n")
    lines = place_lines(places, municipalities)
    lines += receiver_lines(places, receivers, municipalities)
    with open(options.directory / "postcodes.tsv", "w",
              encoding="utf-8") as file:
        file.write(POSTCODES_HEAD)
        for line in sorted(lines):
            file.write("\t".join([line[0], *line[2:]]) + "\n")
    points = point_lines(places, municipalities)
    with open(options.directory / "place_points.tsv", "w",
              encoding="utf-8") as file:
        file.write(PLACE_POINTS_HEAD)
        for line in points:
            file.write("\t".join(line) + "\n")
    print(len(municipalities.by_ags), "municipalities,", len(lines),
          "rows of postcodes,", len(points), "points")


if __name__ == "__main__":
    main()
