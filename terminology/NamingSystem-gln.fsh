Instance: hoibu-gln
InstanceOf: NamingSystem
Usage: #definition
Title: "GLN (EAN-lokationsnummer)"
Description: "Global location number. Thirteen digits: where messages are sent. The form that dk-core up to 3.4 and MedCom messages use."
* name = "HoibuGln"
* status = #active
* kind = #identifier
* date = "2026-11-21"
* publisher = "HOI BU"
* responsible = "GS1"
* description = "Global location number / GLN (EAN-lokationsnummer). Thirteen digits: where messages are sent. The form that dk-core up to 3.4 and MedCom messages use."
* jurisdiction = urn:iso:std:iso:3166#DK "Denmark"
* uniqueId[0].type = #uri
* uniqueId[0].value = "https://www.gs1.org/gln"
* uniqueId[0].preferred = true
