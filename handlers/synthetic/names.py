"""Invented names: first names from everywhere, surnames from no register."""

_FIRST = """
Ada Amara Anwen Aoife Arjun Asha Bela Bram Briony Cai Carys Chidi Dafna Darius Delphi Ekon Elif
Emeka Enzo Farah Femi Fenella Gethin Greta Hana Hamza Idris Imani Isla Jabari Jorun Kaia Kwame
Leif Leila Lowri Maren Mateo Mina Nadia Niall Noor Oriel Osian Paloma Priya Quill Rafiq Rhian
Rohan Saffi Sanna Soren Tamsin Tariq Thandi Una Wren Yusra Zeph
"""
_LAST = """
Ackerbeck Ambercote Ashdowne Barleyfield Bellweather Birchmoor Brackenridge Bramblewick
Cobblestane Copperdale Cragmere Dovetail Dunmarsh Eastlanding Elmhollow Fairwater Fennimarsh
Ferncombe Flintwood Foxgrove Gablethorn Goldfinch Greywether Hazelbourne Heathermoor Hollybank
Inglewater Ivybridge Juniperus Kestrelby Kingfisher Larchfield Lavenderhill Limekiln Longacre
Marlpit Meadowsweet Millrace Moonraker Nettlecombe Oakapple Oldwater Orchardson Pebblestone
Penhallow Quincewood Ravenscar Rowanlea Saltmarsh Sandpiper Silverbirch Skylark Stonecrop
Summerfold Tanglewood Teasel Thistledown Tidewell Underhill Wetherby Whitethorn Wildgoose
Windrush Yarrowby
"""
FIRST = tuple(_FIRST.split())
LAST = tuple(_LAST.split())
