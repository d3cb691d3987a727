Instance: hoibu-safety
InstanceOf: TestScript
Usage: #definition
Title: "Safety: what is refused and what does not show"
Description: "A CPR number in a URL is refused, an unknown parameter is refused, a hidden case looks like no case. / Et CPR-nummer i en URL afvises, en ukendt parameter afvises, en skjult sag ligner ingen sag."
* insert Script(hoibu-safety, HoibuSafety, [[Safety: what is refused and what does not show]])
* description = "A CPR number in a URL is refused, an unknown parameter is refused, a hidden case looks like no case. / Et CPR-nummer i en URL afvises, en ukendt parameter afvises, en skjult sag ligner ingen sag."
* insert UsesProfile(0, outcome, hoibu-outcome)
* insert Test(NumberInUrl, [[Refused, and the answer says what to do.]])
* insert Get(search, Patient, [[?identifier=0505159995]], refused)
* insert Status(400, [[Refused]])
* insert Holds([[OperationOutcome.issue.diagnostics.contains('POST')]], [[Says what to do]])
* insert Holds([[OperationOutcome.issue.diagnostics.contains('0505159995').not()]], [[Does not repeat the number]])
* insert Conforms(outcome, [[The refusal conforms]])
* insert Test(UnknownParameter, [[An ignored filter would be a wrong answer.]])
* insert PostSearch(EpisodeOfCare, patient.identifier=0505159995&nonsense=1, unknown)
* insert Status(400, [[Refused]])
* insert Test(WithoutChild, [[No search across children.]])
* insert Get(search, EpisodeOfCare, [[?status=active]], across)
* insert Status(400, [[Refused]])
* insert Test(HiddenCase, [[A child whose only case is hidden.]])
* insert PostSearch(EpisodeOfCare, patient.identifier=0212159995, hidden)
* insert Status(200, [[Answered]])
* insert Holds([[Bundle.total = 0 and Bundle.entry.empty()]], [[As if there were none]])
* insert Test(NoCase, [[A child with no case.]])
* insert PostSearch(EpisodeOfCare, patient.identifier=3101229995, none)
* insert Status(200, [[Answered]])
* insert Holds([[Bundle.total = 0 and Bundle.entry.empty()]], [[The same]])
