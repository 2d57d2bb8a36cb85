"""Names of regions beside those of the address data."""

ALSO_KNOWN: dict[str, dict[str, tuple[str, ...]]] = {
    "AE": {
        "Abu Dhabi": ("Abu Zaby",),
        "Ras al Khaimah": (
            "Ras Al-Khaimah",
            "RAK",
        ),
    },
    "AR": {
        "Ciudad Autónoma de Buenos Aires": (
            "CABA",
            "Capital Federal",
        ),
    },
    "CN": {
        "Anhui Sheng": ("AH",),
        "Beijing Shi": ("BJ",),
        "Chongqing Shi": ("CQ",),
        "Fujian Sheng": ("FJ",),
        "Gansu Sheng": ("GS",),
        "Guangdong Sheng": ("GD",),
        "Guangxi Zhuangzuzizhiqu": (
            "Guangxi",
            "GX",
        ),
        "Guizhou Sheng": ("GZ",),
        "Hainan Sheng": ("HI",),
        "Hebei Sheng": ("HE",),
        "Henan Sheng": ("HA",),
        "Heilongjiang Sheng": ("HL",),
        "Hubei Sheng": ("HB",),
        "Hunan Sheng": ("HN",),
        "Jilin Sheng": ("JL",),
        "Jiangsu Sheng": ("JS",),
        "Jiangxi Sheng": ("JX",),
        "Liaoning Sheng": ("LN",),
        "Neimenggu Zizhiqu": (
            "Inner Mongolia",
            "Nei Mongol",
            "NM",
        ),
        "Ningxia Huizuzizhiqu": (
            "Ningxia",
            "NX",
        ),
        "Qinghai Sheng": ("QH",),
        "Shandong Sheng": ("SD",),
        "Shanxi Sheng": ("SX",),
        "Shaanxi Sheng": ("SN",),
        "Shanghai Shi": ("SH",),
        "Sichuan Sheng": ("SC",),
        "Tianjin Shi": ("TJ",),
        "Xizang Zizhiqu": (
            "Tibet",
            "XZ",
        ),
        "Xinjiang Weiwuerzizhiqu": (
            "Xinjiang",
            "XJ",
        ),
        "Yunnan Sheng": ("YN",),
        "Zhejiang Sheng": ("ZJ",),
        "Macau": (
            "Macao",
            "MO",
        ),
        "Hong Kong": ("HK",),
        "Taiwan": ("TW",),
    },
    "CO": {
        "Bogotá": (
            "Bogotá D.C.",
            "Distrito Capital",
        ),
    },
    "ES": {
        "Guipúzcoa": ("Gipuzkoa",),
        "Islas Baleares": (
            "Illes Balears",
            "Balearic Islands",
        ),
        "La Coruña": ("A Coruña",),
        "Lérida": ("Lleida",),
        "Vizcaya": (
            "Bizkaia",
            "Biscay",
        ),
        "Ourense": ("Orense",),
        "Girona": ("Gerona",),
        "Sevilla": ("Seville",),
        "Álava": ("Araba",),
        "Navarra": (
            "Nafarroa",
            "Navarre",
        ),
        "Castellón": ("Castelló",),
    },
    "HK": {
        "Hong Kong Island": (
            "Hong Kong",
            "HK",
        ),
    },
    "IN": {
        "Delhi": (
            "New Delhi",
            "NCT",
        ),
        "Odisha": (
            "Orissa",
            "OD",
        ),
        "Puducherry": ("Pondicherry",),
        "Telangana": ("TS",),
        "Uttarakhand": ("UK",),
        "Chhattisgarh": ("CG",),
    },
    "IT": {
        "Firenze": ("Florence",),
        "Genova": ("Genoa",),
        "Milano": ("Milan",),
        "Napoli": ("Naples",),
        "Padova": ("Padua",),
        "Roma": ("Rome",),
        "Torino": ("Turin",),
        "Venezia": ("Venice",),
        "Siracusa": ("Syracuse",),
        "Mantova": ("Mantua",),
        "Monza e Brianza": ("Monza",),
        "Bolzano": ("Bozen",),
    },
    "KR": {
        "Jeju-do": ("Jeju",),
    },
    "MX": {
        "Ciudad de México": (
            "Mexico City",
            "D.F.",
            "Distrito Federal",
        ),
        "Coahuila de Zaragoza": ("Coahuila",),
        "Estado de México": (
            "Edomex",
            "Mexico State",
        ),
    },
    "PE": {
        "Municipalidad Metropolitana de Lima": ("Lima Metropolitana",),
        "Gobierno Regional de Lima": ("Lima",),
    },
    "PH": {
        "Metro Manila": (
            "NCR",
            "National Capital Region",
            "Manila",
        ),
    },
    "RU": {
        "Moskva": ("Moscow",),
        "Sankt-Peterburg": (
            "Saint Petersburg",
            "St. Petersburg",
        ),
        "Moskovskaya oblast'": (
            "Moscow Oblast",
            "Moscow Region",
        ),
    },
    "UA": {
        "Kyiv city": ("Kiev",),
        "Odessa oblast": ("Odesa oblast",),
    },
    "US": {
        "District of Columbia": (
            "D.C.",
            "Washington DC",
        ),
    },
}
"""English, other official, former and short names, and the letters that ISO 3166-2:CN has used
since 2017, by country and by the region's name in the data."""
