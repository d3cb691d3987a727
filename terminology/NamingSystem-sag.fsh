Instance: hoibu-sag
InstanceOf: NamingSystem
Usage: #definition
Title: "Sagens UUID"
Description: "Case UUID. urn:uuid: and the UUID: of a case in the case index, a member of staff in FK Organisation, an appointment document."
* name = "HoibuSag"
* status = #active
* kind = #identifier
* date = "2026-11-21"
* publisher = "HOI BU"
* responsible = "KOMBIT"
* description = "Case UUID / Sagens UUID. urn:uuid: and the UUID: of a case in the case index, a member of staff in FK Organisation, an appointment document."
* jurisdiction = urn:iso:std:iso:3166#DK "Denmark"
* uniqueId[0].type = #uri
* uniqueId[0].value = "urn:ietf:rfc:3986"
* uniqueId[0].preferred = true
