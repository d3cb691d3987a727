ValueSet: HoibuAppointmentStatus
Id: hoibu-appointment-status
Title: "Status på aftale"
Description: "booked: has a time; proposed: exists, but no time has been set. Cancelled appointments are gone from the source. / booked: har et tidspunkt; proposed: findes, men tidspunktet er ikke fastsat"
* ^experimental = false
* http://hl7.org/fhir/appointmentstatus#booked
* http://hl7.org/fhir/appointmentstatus#proposed
