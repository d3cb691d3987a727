Instance: hoibu-launch-context
InstanceOf: OperationDefinition
Usage: #definition
Title: "Redeem a launch"
Description: "An authorization server learns which child a launch is about. / En autorisationsserver får at vide hvilket barn en visning åbnes for."
* url = "https://hoibu.dk/fhir/OperationDefinition/hoibu-launch-context"
* name = "HoibuLaunchContext"
* title = "Redeem a launch"
* status = #active
* experimental = false
* date = "2026-11-21"
* kind = #operation
* affectsState = true
* description = "POST [base]/$launch-context from the authorization server, once the user has signed in, with the launch parameter that the application brought. Needs an access token of its own with the scope https://hoibu.dk/fhir/scope/launch.redeem. The handle is used up by the attempt, also when client, user or organisation are not those it was made for. A handle that is used, expired, foreign or made up gets one and the same 404. / POST fra autorisationsserveren, når brugeren er logget ind, med den launch-parameter som programmet kom med. Kræver et access token med det nævnte scope. Forsøget bruger nøgleordet op. Er det brugt, udløbet, en andens eller gættet, er svaret det samme 404."
* code = #launch-context
* system = true
* type = false
* instance = false
* insert Takes(handle, 1, 1, string, [[The value of the SMART launch parameter.]])
* insert Takes(client, 1, 1, string, [[The client id of the application that brought it.]])
* insert Takes(user, 1, 1, Identifier, [[Who signed in.]])
* insert Takes(organization, 1, 1, Identifier, [[The organisation they act for: SOR or CVR number.]])
* insert Gives(patient, 1, 1, id, [[The opaque id of the child's Patient: the token's patient claim (SMART patient).]])
* insert Gives(purpose, 0, 1, code, [[As it was given.]])
* insert Gives(intent, 0, 1, string, [[As it was given (SMART intent).]])
* insert Gives(context, 0, 10, Reference, [[As it was given (SMART fhirContext).]])
* insert Gives(correlation, 0, 1, string, [[As it was given.]])
