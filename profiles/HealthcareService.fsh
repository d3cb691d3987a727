Profile: HoibuHealthcareService
Parent: HealthcareService
Id: hoibu-healthcareservice
Title: "HOI BU HealthcareService"
Description: "What can be called: the unit an appointment is with, or a municipal unit's contact point for a subject (henvendelsessted). / Det man kan ringe til: enheden en aftale er med, eller en kommunal enheds henvendelsessted for et emne."
* insert FromASource
* insert WorkTelecom
* identifier 0..1 MS
* identifier.system 1..1
* identifier.system = "urn:oid:1.2.208.176.1.1"
* identifier.value 1..1
* active MS
* providedBy only Reference(HoibuOrganization)
* providedBy MS
* category 0..0
* type 0..1 MS
* type from HoibuKle (extensible)
* specialty 0..1 MS
* specialty from HoibuSpecialty (extensible)
* location 0..0
* name 1..1 MS
* comment 0..0
* extraDetails 0..0
* photo 0..0
* coverageArea 0..0
* serviceProvisionCode 0..0
* eligibility 0..0
* program 0..0
* characteristic 0..0
* communication 0..0
* referralMethod 0..0
* appointmentRequired 0..0
* availableTime 0..0
* notAvailable 0..0
* availabilityExceptions 0..0
* endpoint 0..0
