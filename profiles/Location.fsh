Profile: HoibuLocation
Parent: $dk-core-location
Id: hoibu-location
Title: "HOI BU Location"
Description: "Where an appointment is, by name and number; no address. / Hvor en aftale er, med navn og nummer; ingen adresse."
* insert FromASource
* insert WorkTelecom
* identifier 1..1 MS
* identifier.system 1..1
* identifier.system = "urn:oid:1.2.208.176.1.1"
* identifier.value 1..1
* status 1..1 MS
* operationalStatus 0..0
* name 1..1 MS
* alias 0..0
* description 0..0
* mode 0..0
* type 0..0
* address 0..0
* physicalType 0..0
* position 0..0
* managingOrganization 1..1 MS
* managingOrganization only Reference(HoibuOrganization)
* partOf 0..0
* hoursOfOperation 0..0
* availabilityExceptions 0..0
* endpoint 0..0
