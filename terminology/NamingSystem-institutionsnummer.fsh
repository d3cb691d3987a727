Instance: hoibu-institutionsnummer
InstanceOf: NamingSystem
Usage: #definition
Title: "Institutionsnummer"
Description: "Institution number. A school or a daycare institution."
* name = "HoibuInstitutionsnummer"
* status = #active
* kind = #identifier
* date = "2026-11-21"
* publisher = "HOI BU"
* responsible = "STIL"
* description = "Institution number / Institutionsnummer. A school or a daycare institution."
* jurisdiction = urn:iso:std:iso:3166#DK "Denmark"
* uniqueId[0].type = #uri
* uniqueId[0].value = "https://viden.stil.dk/display/OFFINSTREG/Institutionsregisteret"
* uniqueId[0].preferred = true
