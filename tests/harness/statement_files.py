"""Sample statements, written by hand from the formats' descriptions."""

CAMT_053 = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>
<GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-11-27T18:00:00</CreDtTm></GrpHdr>
<Stmt><Id>S-2026-227</Id><ElctrncSeqNb>227</ElctrncSeqNb><CreDtTm>2026-11-27T18:00:00</CreDtTm>
<Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy>
<Svcr><FinInstnId><BIC>COBADEFFXXX</BIC></FinInstnId></Svcr></Acct>
<Bal><Tp><CdOrPrtry><Cd>PRCD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">1000.00</Amt>
<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-26</Dt></Dt></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">5285.10</Amt>
<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-27</Dt></Dt></Bal>

<Ntry><Amt Ccy="EUR">1190.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>
<BookgDt><Dt>2026-11-27</Dt></BookgDt><ValDt><Dt>2026-11-27</Dt></ValDt>
<AcctSvcrRef>B1</AcctSvcrRef>
<NtryDtls><TxDtls><Refs><EndToEndId>E2E-77</EndToEndId></Refs>
<RltdPties><Dbtr><Nm>Acme GmbH</Nm></Dbtr>
<DbtrAcct><Id><IBAN>DE02120300000000202051</IBAN></Id></DbtrAcct></RltdPties>
<RmtInf><Ustrd>Rechnung JUS-0001 vom</Ustrd><Ustrd>01.11.2026</Ustrd></RmtInf>
</TxDtls></NtryDtls></Ntry>

<Ntry><Amt Ccy="EUR">3000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>
<BookgDt><Dt>2026-11-27</Dt></BookgDt><AcctSvcrRef>B2</AcctSvcrRef>
<NtryDtls><Btch><NbOfTxs>2</NbOfTxs></Btch>
<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>
<AmtDtls><TxAmt><Amt Ccy="EUR">1000.00</Amt></TxAmt></AmtDtls>
<RltdPties><Dbtr><Nm>Beta AG</Nm></Dbtr></RltdPties>
<RmtInf><Strd><CdtrRefInf><Ref>RF18539007547034</Ref></CdtrRefInf></Strd></RmtInf></TxDtls>
<TxDtls><AmtDtls><TxAmt><Amt Ccy="EUR">2000.00</Amt></TxAmt></AmtDtls>
<RltdPties><Dbtr><Nm>Gamma KG</Nm></Dbtr></RltdPties>
<RmtInf><Ustrd>JUS-0003</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>

<Ntry><Amt Ccy="EUR">95.10</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>
<BookgDt><DtTm>2026-11-27T10:11:12+01:00</DtTm></BookgDt><AcctSvcrRef>B3</AcctSvcrRef>
<Chrgs><Amt Ccy="EUR">4.90</Amt><CdtDbtInd>DBIT</CdtDbtInd></Chrgs>
<NtryDtls><TxDtls><AmtDtls><InstdAmt><Amt Ccy="EUR">100.00</Amt></InstdAmt></AmtDtls>
<RmtInf><Ustrd>jus 4</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>

<Ntry><Amt Ccy="EUR">50.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>PDNG</Sts>
<BookgDt><Dt>2026-11-27</Dt></BookgDt></Ntry>

<Ntry><Amt Ccy="EUR">0.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><RvslInd>true</RvslInd><Sts>BOOK</Sts>
<BookgDt><Dt>2026-11-27</Dt></BookgDt><AddtlNtryInf>RETOURE</AddtlNtryInf></Ntry>
</Stmt></BkToCstmrStmt></Document>
"""

MT940_GERMAN = """:20:STARTUMSE
:25:37040044/0532013000
:28C:00227/001
:60F:C261126EUR1000,00
:61:2611271127CR1190,00N062NONREF//B1
:86:166?00SEPA-GUTSCHRIFT?109075?20EREF+E2E-77?21SVWZ+Rechnung JUS-00?2201 vom 0
1.11.2026?30COBADEFFXXX?31DE02120300000000202051?32Acme GmbH?33 und Co
:61:2612310102DR12,50NCHGNONREF
Gebuehr
:86:808?00ENTGELT?20Kontofuehrung
:61:261127RC500,00NRTIE2E-9//B9
:86:109?00RETOURE?20Rueckgabe?34901
:62F:C261127EUR1677,50
:86:Dies gehoert zum Auszug und zu keinem Umsatz
-
"""

BAI2 = """01,122099999,123456789,261127,1800,1,80,10,2/
02,123456789,021000021,1,261127,1800,USD,2/
03,9876543210,USD,010,100000,,,015,1645000,,/
16,195,1345000,V,261127,,FW-1,E2E-1,ACME CORP
88,PAYMENT OF JUS-0001, THANK YOU
16,475,-0,Z,CHK1,,/
16,698,5000,0,FEE1,,WIRE FEE
16,943,205000,Z,X1,,BANKS OWN CREDIT CODE
16,555,0,Z,,,
49,3300000,8/
98,3300000,1,10/
99,3300000,1,12/
"""

OFX_SGML = """OFXHEADER:100
DATA:OFXSGML
VERSION:102
SECURITY:NONE
ENCODING:USASCII
CHARSET:1252
COMPRESSION:NONE
OLDFILEUID:NONE
NEWFILEUID:NONE

<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>20261127
<LANGUAGE>ENG</SONRS></SIGNONMSGSRSV1>
<BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS>
<STMTRS><CURDEF>USD<BANKACCTFROM><BANKID>021000021<ACCTID>9876543210<ACCTTYPE>CHECKING
</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20261101<DTEND>20261127
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20261127120000[-5:EST]<TRNAMT>13450.00<FITID>F1
<NAME>Caf\xe9 &amp; Co<MEMO>Invoice JUS-0001</STMTTRN>
<STMTTRN><TRNTYPE>FEE<DTPOSTED>20261127<TRNAMT>-50.00<FITID>F2<NAME>Wire fee</STMTTRN>
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20261126<TRNAMT>-1234,56<FITID>F3<CORRECTFITID>F0
<CORRECTACTION>REPLACE<NAME>Corrected</STMTTRN>
</BANKTRANLIST><LEDGERBAL><BALAMT>12165.44<DTASOF>20261127</LEDGERBAL></STMTRS></STMTTRNRS>
</BANKMSGSRSV1></OFX>
"""

OFX_XML = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<?OFX OFXHEADER="200" VERSION="211" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>
<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>JPY</CURDEF>
<BANKACCTFROM><BANKID>0001</BANKID><ACCTID>1234567</ACCTID></BANKACCTFROM>
<BANKTRANLIST><STMTTRN><TRNTYPE>CREDIT</TRNTYPE><DTPOSTED>20261127</DTPOSTED>
<TRNAMT>12000</TRNAMT><FITID>J1</FITID><NAME>\u682a\u5f0f\u4f1a\u793e</NAME></STMTTRN>
</BANKTRANLIST></STMTRS></STMTTRNRS>
<STMTTRNRS><STMTRS><CURDEF>EUR</CURDEF>
<BANKACCTFROM><BANKID>X</BANKID><ACCTID>DE89 3704 0044 0532 0130 00</ACCTID></BANKACCTFROM>
<BANKTRANLIST></BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
"""

CSV_GERMAN = (
    "Kontoauszug;;;;\r\nIBAN:;DE89 3704 0044 0532 0130 00;;;\r\n\r\n"
    '"Buchungstag";"Valuta";"Auftraggeber";"Verwendungszweck";"Betrag";"Währung"\r\n'
    '"27.11.2026";"28.11.26";"Müller & Söhne";"JUS-0001; danke";"1.190,00";"EUR"\r\n'
    '"26.11.2026";"26.11.26";"Bank";"Entgelt";"-12,50";"EUR"\r\n'
)

CSV_ENGLISH = (
    "Date,Description,Money out,Money in,Balance\n"
    '11/27/2026,ACME CORP JUS-0001,,"1,345,000.00","1,346,000.00"\n'
    "11/26/2026,Wire fee,25.00,,1000.00\n"
)

CSV_FRENCH = (
    "Date opération\tLibellé\tDébit\tCrédit\n"
    "27/11/2026\tVIR ACME JUS-0001\t\t1\u202f190,00\n"
    "26/11/2026\tFRAIS\t-4,90\t\n"
)
