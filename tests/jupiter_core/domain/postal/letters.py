"""Addresses as people type them into a form, and as the post of that country writes the letter.

Written down by hand, from what the posts themselves publish; the country's own line is left out.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Letter:
    """What was typed, and the `lines` under the name of who gets it."""

    country: str
    street: str
    city: str
    region: str
    postal_code: str
    lines: tuple[str, ...]


def _letter(country: str, typed: str, written: str) -> Letter:
    """`typed` is street | city | region | postal code, `written` has its lines between slashes;
    a street of two lines has a semicolon."""
    street, city, region, code = (part.strip() for part in typed.split("|"))
    lines = tuple(line.strip() for line in written.split(" // "))
    return Letter(country, street.replace("; ", "\n"), city, region, code, lines)


LETTERS = tuple(
    _letter(country, typed, written)
    for country, typed, written in (
        # North America
        (
            "US",
            "548 Market Street; Suite 500 | San Francisco | CA | 94104",
            "548 Market Street // Suite 500 // San Francisco, CA 94104",
        ),
        ("US", "350 5th Ave | New York | NY | 10118", "350 5th Ave // New York, NY 10118"),
        (
            "US",
            "350 5th Ave | New York | New York | 10118",
            "350 5th Ave // New York, New York 10118",
        ),
        (
            "US",
            "1600 Pennsylvania Ave NW | Washington | D.C. | 20500-0003",
            "1600 Pennsylvania Ave NW // Washington, D.C. 20500-0003",
        ),
        (
            "PR",
            "100 Calle San Francisco | San Juan || 00901",
            "100 Calle San Francisco // San Juan PR 00901",
        ),
        (
            "CA",
            "1 Yonge Street, Unit 1801 | Toronto | ON | M5E 1W7",
            "1 Yonge Street, Unit 1801 // Toronto ON M5E 1W7",
        ),
        (
            "CA",
            "2, rue des Jardins | Québec | Québec | G1R 4S9",
            "2, rue des Jardins // Québec Québec G1R 4S9",
        ),
        (
            "MX",
            "Paseo de la Reforma 505; Col. Cuauhtémoc | Ciudad de México | CDMX | 06500",
            "Paseo de la Reforma 505 // Col. Cuauhtémoc // 06500 Ciudad de México, CDMX",
        ),
        (
            "MX",
            "Av. Vallarta 6503 | Zapopan | Jalisco | 45010",
            "Av. Vallarta 6503 // 45010 Zapopan, Jalisco",
        ),
        # South America
        (
            "BR",
            "Av. Paulista, 1578; Bela Vista | São Paulo | SP | 01310-200",
            "Av. Paulista, 1578 // Bela Vista // São Paulo-SP // 01310-200",
        ),
        (
            "BR",
            "Rua da Assembléia, 10 | Rio de Janeiro | Rio de Janeiro | 20011-901",
            "Rua da Assembléia, 10 // Rio de Janeiro-Rio de Janeiro // 20011-901",
        ),
        (
            "AR",
            "Av. Corrientes 348 | Buenos Aires || C1043AAQ",
            "Av. Corrientes 348 // C1043AAQ Buenos Aires",
        ),
        (
            "CL",
            "Av. Apoquindo 3000, Las Condes | Santiago | Región Metropolitana | 7550000",
            "Av. Apoquindo 3000, Las Condes // 7550000 Santiago // Región Metropolitana",
        ),
        (
            "CO",
            "Carrera 7 No. 71-21 | Bogotá | Bogotá D.C. | 110231",
            "Carrera 7 No. 71-21 // Bogotá, Bogotá D.C., 110231",
        ),
        (
            "PE",
            "Av. Javier Prado Este 492 | San Isidro | Lima | 15046",
            "Av. Javier Prado Este 492 // San Isidro 15046 // Lima",
        ),
        # British Isles
        ("GB", "10 Fleet Street | London || EC4Y 1AU", "10 Fleet Street // London // EC4Y 1AU"),
        (
            "GB",
            "County Hall; Sandling Road | Maidstone | Kent | ME14 1XX",
            "County Hall // Sandling Road // Maidstone // Kent // ME14 1XX",
        ),
        (
            "IE",
            "Block 3, Harcourt Centre; Harcourt Road | Dublin 2 || D02 A339",
            "Block 3, Harcourt Centre // Harcourt Road // Dublin 2 // D02 A339",
        ),
        (
            "IE",
            "Áras Chill Dara; Devoy Park | Naas | County Kildare | W91 X77F",
            "Áras Chill Dara // Devoy Park // Naas // County Kildare // W91 X77F",
        ),
        ("JE", "1 Royal Square | St Helier || JE1 1AA", "1 Royal Square // St Helier // JE1 1AA"),
        # Western and northern Europe
        ("DE", "Friedrichstraße 95 | Berlin || 10117", "Friedrichstraße 95 // 10117 Berlin"),
        (
            "DE",
            "Marienplatz 8 | München | Bayern | 80331",
            "Marienplatz 8 // 80331 München // Bayern",
        ),
        ("AT", "Stephansplatz 3 | Wien || 1010", "Stephansplatz 3 // 1010 Wien"),
        ("CH", "Bahnhofstrasse 45 | Zürich || 8001", "Bahnhofstrasse 45 // 8001 Zürich"),
        ("CH", "Rue du Rhône 8 | Genève | GE | 1204", "Rue du Rhône 8 // 1204 Genève // GE"),
        ("LI", "Äulestrasse 70 | Vaduz || 9490", "Äulestrasse 70 // 9490 Vaduz"),
        (
            "FR",
            "12 rue de la Paix; Bâtiment B | Paris || 75002",
            "12 rue de la Paix // Bâtiment B // 75002 Paris",
        ),
        (
            "FR",
            "1 avenue Pasteur; CS 20001 | Lyon CEDEX 03 || 69439",
            "1 avenue Pasteur // CS 20001 // 69439 Lyon CEDEX 03",
        ),
        ("MC", "7, rue du Gabian | Monaco || 98000", "7, rue du Gabian // 98000 Monaco"),
        (
            "LU",
            "2, avenue Monterey | Luxembourg || L-2163",
            "2, avenue Monterey // L-2163 Luxembourg",
        ),
        (
            "BE",
            "Rue de la Loi 16 | Bruxelles || 1000",
            "Rue de la Loi 16 // 1000 Bruxelles",
        ),
        (
            "NL",
            "Herengracht 282 | Amsterdam | Noord-Holland | 1016 BX",
            "Herengracht 282 // 1016 BX Amsterdam // Noord-Holland",
        ),
        (
            "DK",
            "Vesterbrogade 3 | København V || 1620",
            "Vesterbrogade 3 // 1620 København V",
        ),
        ("SE", "Sveavägen 44 | Stockholm || 111 34", "Sveavägen 44 // 111 34 Stockholm"),
        ("NO", "Karl Johans gate 22 | Oslo || 0026", "Karl Johans gate 22 // 0026 Oslo"),
        (
            "FI",
            "Mannerheimintie 1 A 5 | Helsinki || 00100",
            "Mannerheimintie 1 A 5 // 00100 Helsinki",
        ),
        ("IS", "Laugavegur 59 | Reykjavík || 101", "Laugavegur 59 // 101 Reykjavík"),
        # Southern Europe
        ("ES", "Calle de Alcalá 42 | Madrid || 28014", "Calle de Alcalá 42 // 28014 Madrid"),
        (
            "ES",
            "Calle de Alcalá 42 | Madrid | Madrid | 28014",
            "Calle de Alcalá 42 // 28014 Madrid",
        ),
        (
            "ES",
            "Calle Mayor 3 | Alcobendas | Madrid | 28100",
            "Calle Mayor 3 // 28100 Alcobendas Madrid",
        ),
        ("PT", "Rua Augusta 110 | Lisboa || 1100-053", "Rua Augusta 110 // 1100-053 Lisboa"),
        ("IT", "Via Nazionale 91 | Roma | RM | 00184", "Via Nazionale 91 // 00184 Roma RM"),
        ("IT", "Corso Como 10 | Milano | Milano | 20154", "Corso Como 10 // 20154 Milano"),
        ("GR", "Ermou 2 | Athina || 105 63", "Ermou 2 // 105 63 Athina"),
        (
            "TR",
            "Büyükdere Cad. No: 185 | Şişli | İstanbul | 34394",
            "Büyükdere Cad. No: 185 // 34394 Şişli/İstanbul",
        ),
        # Central and eastern Europe
        (
            "PL",
            "ul. Marszałkowska 142 | Warszawa || 00-061",
            "ul. Marszałkowska 142 // 00-061 Warszawa",
        ),
        ("CZ", "Václavské náměstí 1 | Praha 1 || 110 00", "Václavské náměstí 1 // 110 00 Praha 1"),
        ("HU", "Váci utca 81. | Budapest || 1056", "Budapest // Váci utca 81. // 1056"),
        (
            "RO",
            "Calea Victoriei 25 | București | Sector 3 | 030023",
            "Calea Victoriei 25 // 030023 Sector 3 București",
        ),
        ("LT", "Gedimino pr. 9 | Vilnius || LT-01103", "Gedimino pr. 9 // LT-01103 Vilnius"),
        ("LV", "Brīvības iela 55 | Rīga || LV-1010", "Brīvības iela 55 // Rīga, LV-1010"),
        ("UA", "vul. Khreshchatyk 22 | Kyiv || 01001", "vul. Khreshchatyk 22 // Kyiv // 01001"),
        # Asia
        (
            "JP",
            "1-1-1 Marunouchi | Chiyoda-ku | Tokyo | 100-0005",
            "1-1-1 Marunouchi // Chiyoda-ku, Tokyo 100-0005",
        ),
        (
            "JP",
            "2-4-9 Umeda, Kita-ku | Osaka || 530-0001",
            "2-4-9 Umeda, Kita-ku // Osaka 530-0001",
        ),
        (
            "CN",
            "1266 Nanjing Road West | Shanghai || 200040",
            "1266 Nanjing Road West // Shanghai, 200040",
        ),
        (
            "CN",
            "Tower A, 3 Keyuan Road; Nanshan District | Shenzhen | Guangdong | 518057",
            "Tower A, 3 Keyuan Road // Nanshan District // Shenzhen // Guangdong, 518057",
        ),
        (
            "HK",
            "1 Queen's Road Central | Central | Hong Kong |",
            "1 Queen's Road Central // Central // Hong Kong",
        ),
        (
            "HK",
            "18/F, 83 Wai Yip Street | Kwun Tong | Kowloon |",
            "18/F, 83 Wai Yip Street // Kwun Tong // Kowloon",
        ),
        (
            "TW",
            "No. 7, Sec. 5, Xinyi Rd. | Xinyi District | Taipei City | 110",
            "No. 7, Sec. 5, Xinyi Rd. // Xinyi District, Taipei City 110",
        ),
        (
            "KR",
            "82 Sejong-daero, Jung-gu | Seoul || 04519",
            "82 Sejong-daero, Jung-gu // Seoul // 04519",
        ),
        (
            "SG",
            "10 Eunos Road 8 | Singapore || 408600",
            "10 Eunos Road 8 // Singapore 408600",
        ),
        ("SG", "10 Eunos Road 8 ||| 408600", "10 Eunos Road 8 // Singapore 408600"),
        (
            "IN",
            "24 MG Road; Ashok Nagar | Bengaluru | KA | 560001",
            "24 MG Road // Ashok Nagar // Bengaluru 560001 // KA",
        ),
        (
            "ID",
            "Jl. Jend. Sudirman Kav. 52-53 | Jakarta || 12190",
            "Jl. Jend. Sudirman Kav. 52-53 // Jakarta 12190",
        ),
        (
            "TH",
            "999/9 Rama I Road, Pathum Wan | Bangkok || 10330",
            "999/9 Rama I Road, Pathum Wan // Bangkok 10330",
        ),
        (
            "VN",
            "2 Hải Triều, Quận 1 | Thành phố Hồ Chí Minh || 70000",
            "2 Hải Triều, Quận 1 // Thành phố Hồ Chí Minh 70000",
        ),
        (
            "MY",
            "Level 10, Menara 1; Jalan Ampang | Kuala Lumpur || 50450",
            "Level 10, Menara 1 // Jalan Ampang // 50450 Kuala Lumpur",
        ),
        (
            "PH",
            "6750 Ayala Avenue | Makati City | Metro Manila | 1226",
            "6750 Ayala Avenue // Makati City // 1226 Metro Manila",
        ),
        # The Middle East and Africa
        (
            "AE",
            "Level 3, Gate Village 10; P.O. Box 506515 | Dubai | Dubai |",
            "Level 3, Gate Village 10 // P.O. Box 506515 // Dubai",
        ),
        (
            "AE",
            "P.O. Box 15551 | Al Ain | Abu Dhabi |",
            "P.O. Box 15551 // Al Ain // Abu Dhabi",
        ),
        (
            "SA",
            "8228 King Fahd Road, Al Olaya | Riyadh || 12333",
            "8228 King Fahd Road, Al Olaya // Riyadh 12333",
        ),
        (
            "IL",
            "Rothschild Blvd 22 | Tel Aviv-Yafo || 6688218",
            "Rothschild Blvd 22 // Tel Aviv-Yafo 6688218",
        ),
        (
            "EG",
            "26 Ramses Street | Cairo | Cairo Governorate | 11511",
            "26 Ramses Street // Cairo // Cairo Governorate // 11511",
        ),
        (
            "ZA",
            "15 Alice Lane; Sandton | Johannesburg || 2196",
            "15 Alice Lane // Sandton // Johannesburg // 2196",
        ),
        (
            "KE",
            "P.O. Box 30197 | Nairobi || 00100",
            "P.O. Box 30197 // Nairobi // 00100",
        ),
        (
            "NG",
            "12 Marina Road | Lagos Island | Lagos | 101231",
            "12 Marina Road // Lagos Island 101231 // Lagos",
        ),
        # Oceania
        (
            "AU",
            "Level 17, 1 Bligh Street | Sydney | NSW | 2000",
            "Level 17, 1 Bligh Street // Sydney NSW 2000",
        ),
        (
            "NZ",
            "109 Fanshawe Street; Auckland Central | Auckland || 1010",
            "109 Fanshawe Street // Auckland Central // Auckland 1010",
        ),
    )
)
