Instance: hoibu-sagsnummer
InstanceOf: NamingSystem
Usage: #definition
Title: "Sagsnummer"
Description: "Case number. Unique within an authority only: the system is this URI, a slash and the CVR number of the authority. Shown only where switched on."
* name = "HoibuSagsnummer"
* status = #active
* kind = #identifier
* date = "2026-11-21"
* publisher = "HOI BU"
* responsible = "HOI BU"
* description = "Case number / Sagsnummer. Unique within an authority only: the system is this URI, a slash and the CVR number of the authority. Shown only where switched on."
* jurisdiction = urn:iso:std:iso:3166#DK "Denmark"
* uniqueId[0].type = #uri
* uniqueId[0].value = "https://hoibu.dk/fhir/sid/sagsnummer"
* uniqueId[0].preferred = true
