// The codes belong to the Danish appointment document standard (APD-DK); this fragment has the one that the facade lets through.
CodeSystem: AppointmentTypes
Id: hoibu-appointment-type
Title: "Aftaletyper (uddrag)"
Description: "The kind of appointment in the national appointment overview; a fragment with the one kind that is shown. / Aftalens art i den nationale aftaleoversigt; kun den art der vises."
* ^url = "urn:oid:1.2.208.184.100.1"
* ^experimental = false
* ^caseSensitive = true
* ^content = #fragment
* #RegionalAppointment "Regional aftale" "An appointment with a region's hospital / En aftale med et af regionens hospitaler"
  * ^designation[+].language = #en
  * ^designation[=].value = "Regional appointment"
