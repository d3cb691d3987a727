ValueSet: HoibuAppointmentType
Id: hoibu-appointment-type
Title: "Aftaletyper"
Description: "The kinds of appointment that are shown / De arter af aftaler der vises"
* ^experimental = false
* urn:oid:1.2.208.184.100.1#RegionalAppointment "Regional aftale"
