"""Examples of countries outside Europe."""

from bot.intake.files.examples.parts import Example, Party

_US_ACCOUNT = {
    "bank_name": "JPMorgan Chase",
    "account_number": "000123456789",
    "routing_number": "021000021",
}

OVERSEAS: dict[str, Example] = {
    "AU": Example(
        Party("Coral Software Pty Ltd", "100 George Street", "Sydney", "2000",
            {"au_abn": "47 816 154 616"}, "0151:47816154616", "NSW"),
        Party("Yarra Retail Pty Ltd", "15 Collins Street", "Melbourne", "3000",
            {"au_abn": "74 157 027 367"}, "0151:74157027367", "VIC"),
        "+61 2 5550 1234",
        _US_ACCOUNT,
    ),
    "CA": Example(
        Party("Maple Software Inc.", "100 King Street West", "Toronto", "M5X 1A9",
            {"ca_gst": "868410010 RT0001"}, region="ON"),
        Party("Lakehead Supply Ltd.", "200 Bay Street", "Toronto", "M5J 2J5",
            {"ca_gst": "832778955 RT0001"}, region="ON"),
        "+1 416 555 0123",
        _US_ACCOUNT,
        rate="13",
    ),
    "IN": Example(
        Party("Kaveri Software Private Limited", "12 MG Road", "Bengaluru", "560001",
            {"in_gstin": "29AAKCS4821L1ZU"}, region="Karnataka"),
        Party("Deccan Retail Private Limited", "4 Residency Road", "Bengaluru", "560025",
            {"in_gstin": "29AABCM7719K1Z0"}, region="Karnataka"),
        "+91 80 5550 1234",
        _US_ACCOUNT,
        scale=90,
    ),
    "JP": Example(
        Party("Akane Software K.K.", "1-2-3 Otemachi", "Chiyoda-ku", "100-0004",
            {"jp_qualified": "T3010401403994", "jp_corporate": "3010401403994"},
            "0188:3010401403994", "Tokyo"),
        Party("Minato Trading K.K.", "4-5-6 Shibaura", "Minato-ku", "108-0023",
            {"jp_corporate": "5010401197520"}, "0188:5010401197520", "Tokyo"),
        "+81 3 5555 0123",
        _US_ACCOUNT,
        scale=150,
    ),
    "MX": Example(
        Party("Anáhuac Software S.A. de C.V.", "Paseo de la Reforma 100", "Ciudad de México",
            "06600", {"mx_rfc": "ATL1904123P0"}, region="CDMX"),
        Party("Comercial Sonora S.A. de C.V.", "Avenida Juárez 20", "Ciudad de México",
            "06010", {"mx_rfc": "CSN0507284K3"}, region="CDMX"),
        "+52 55 5555 0123",
        _US_ACCOUNT,
        scale=20,
    ),
    "NZ": Example(
        Party("Kauri Software Limited", "50 Queen Street", "Auckland", "1010",
            {"nz_gst": "148-509-999", "nz_nzbn": "9429041535110"}, "0088:9429041535110"),
        Party("Aotea Retail Limited", "8 Lambton Quay", "Wellington", "6011",
            {"nz_gst": "139-767-071", "nz_nzbn": "9429046872135"}, "0088:9429046872135"),
        "+64 9 555 0123",
        _US_ACCOUNT,
    ),
    "SG": Example(
        Party("Straits Software Pte. Ltd.", "1 Raffles Place", "Singapore", "048616",
            {"other": "M2-1234567-8", "sg_uen": "202123736D"}, "0195:SGUEN202123736D"),
        Party("Merlion Trading Pte. Ltd.", "10 Collyer Quay", "Singapore", "049315",
            {"sg_uen": "201823775D"}, "0195:SGUEN201823775D"),
        "+65 6555 0123",
        _US_ACCOUNT,
    ),
    "US": Example(
        Party("Hudson Software Inc.", "350 Fifth Avenue", "New York", "10118",
            {"ein": "91-1144442"}, region="NY"),
        Party("Empire Retail Corporation", "200 Park Avenue", "New York", "10166",
            {"ein": "94-2404110"}, region="NY"),
        "+1 212 555 0123",
        _US_ACCOUNT,
        rate="8.875",
    ),
}  # fmt: skip
"""By country."""
