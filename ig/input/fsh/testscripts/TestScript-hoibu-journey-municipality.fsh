Instance: hoibu-journey-municipality
InstanceOf: TestScript
Usage: #definition
Title: "Municipality: coming appointments"
Description: "A municipality's viewer asks for a child's coming appointments in child and adolescent psychiatry. / En kommunes fremviser henter barnets kommende aftaler."
* insert Script(hoibu-journey-municipality, HoibuJourneyMunicipality, [[Municipality: coming appointments]])
* description = "A municipality's viewer asks for a child's coming appointments in child and adolescent psychiatry. / En kommunes fremviser henter barnets kommende aftaler."
* insert UsesProfile(0, answer, hoibu-answer)
* insert Test(Appointments, [[By number in the body, with the unit.]])
* insert PostSearch(Appointment, patient.identifier=0505159995&_include=Appointment:actor, appointments)
* insert Status(200, [[The question is answered]])
* insert Holds([[Bundle.entry.resource.ofType(Appointment).exists()]], [[There is an appointment]])
* insert Holds([[Bundle.entry.resource.ofType(Appointment).all(reasonCode.empty() and description.empty() and comment.empty())]], [[Never why]])
* insert Holds([[Bundle.entry.resource.ofType(HealthcareService).telecom.exists()]], [[The unit can be called]])
* insert Conforms(answer, [[The answer conforms]])
