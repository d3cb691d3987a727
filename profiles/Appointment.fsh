Extension: HoibuGuidedTime
Id: hoibu-guided-time
Title: "Guided time"
Description: "The time is a guide only (vejledende tidspunkt). / Tidspunktet er vejledende."
Context: Appointment
* value[x] only boolean
* value[x] 1..1

Extension: HoibuAppointmentSeries
Id: hoibu-appointment-series
Title: "Appointment series"
Description: "The series of appointments that this one is part of. / Den række af aftaler som denne er en del af."
Context: Appointment
* value[x] only Identifier
* value[x] 1..1
* valueIdentifier.system 1..1
* valueIdentifier.value 1..1

Profile: HoibuAppointment
Parent: Appointment
Id: hoibu-appointment
Title: "HOI BU Appointment"
Description: "A coming appointment of the child in child and adolescent psychiatry: when, with which unit, where. Never why. / En kommende aftale for barnet i børne- og ungdomspsykiatrien: hvornår, med hvilken enhed, hvor. Aldrig hvorfor."
* insert FromASource
* obeys hoibu-appointment-time and hoibu-appointment-child and hoibu-appointment-open-end
* extension contains HoibuGuidedTime named guidedTime 0..1 MS and HoibuAppointmentSeries named series 0..1 MS
* identifier 1..2
* identifier ^slicing.discriminator.type = #value
* identifier ^slicing.discriminator.path = "system"
* identifier ^slicing.rules = #closed
* identifier contains appointment 1..1 MS and documentUuid 0..1 and document 0..1
* identifier[appointment].system 1..1
* identifier[appointment].system = "urn:oid:1.2.208.184"
* identifier[appointment].value 1..1
* insert Says(identifier[appointment], [[Stays when the appointment is moved]], [[Den samme når aftalen flyttes]])
* identifier[documentUuid].system 1..1
* identifier[documentUuid].system = "urn:ietf:rfc:3986"
* identifier[documentUuid].value 1..1
* identifier[documentUuid] obeys hoibu-urn-uuid
* identifier[document].system 1..1
* identifier[document].system = "https://hoibu.dk/fhir/sid/appointment-document"
* identifier[document].value 1..1
* status from HoibuAppointmentStatus (required)
* status MS
* insert Says(status, [[booked, or proposed while there is no time]], [[booket, eller foreslået så længe der ikke er et tidspunkt]])
* cancelationReason 0..0
* serviceCategory 1..1 MS
* serviceCategory from HoibuAppointmentType (required)
* serviceType 0..0
* specialty 0..1 MS
* specialty from HoibuSpecialty (extensible)
* appointmentType 0..0
* reasonCode 0..0
* reasonReference 0..0
* priority 0..0
* description 0..0
* supportingInformation 0..0
* start MS
* end MS
* insert Says(end, [[Unknown (data-absent-reason) when the source does not say; never invented]], [[Ukendt når kilden ikke oplyser det; aldrig gættet]])
* minutesDuration MS
* slot 0..0
* created MS
* comment 0..0
* patientInstruction 0..0
* basedOn 0..0
* requestedPeriod 0..0
* participant 2..3 MS
* participant ^slicing.discriminator.type = #pattern
* participant ^slicing.discriminator.path = "type"
* participant ^slicing.rules = #open
* participant contains performer 1..1 MS and location 0..1 MS
* participant.type 0..1
* participant.actor 1..1 MS
* participant.actor only Reference(HoibuPatient or HoibuHealthcareService or HoibuLocation)
* participant.required 0..0
* participant.period 0..0
* participant[performer].type 1..1
* participant[performer].type = $v3-ParticipationType#PPRF
* participant[performer].actor only Reference(HoibuHealthcareService)
* insert Says(participant[performer], [[The unit that the appointment is with]], [[Den enhed aftalen er med]])
* participant[location].type 1..1
* participant[location].type = $v3-ParticipationType#LOC
* participant[location].actor only Reference(HoibuLocation)
* insert Says(participant[location], [[Where]], [[Hvor]])
