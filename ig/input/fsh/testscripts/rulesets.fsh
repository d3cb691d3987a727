// A TestScript tells a client's journey; the form of a POST search stands in params and goes into the body.
RuleSet: Script(id, name, title)
* url = "https://hoibu.dk/fhir/TestScript/{id}"
* name = "{name}"
* title = "{title}"
* status = #active
* experimental = false
* date = "2026-11-21"
* metadata.capability[0].required = true
* metadata.capability[0].validated = false
* metadata.capability[0].description = "What a server of the facade does"
* metadata.capability[0].capabilities = "https://hoibu.dk/fhir/CapabilityStatement/hoibu-facade"

RuleSet: UsesProfile(index, id, profile)
* profile[{index}] = Reference(https://hoibu.dk/fhir/StructureDefinition/{profile})
* profile[{index}].id = "{id}"

RuleSet: Variable(name, source, expression)
* variable[+].name = "{name}"
* variable[=].expression = "{expression}"
* variable[=].sourceId = "{source}"

RuleSet: Test(name, description)
* test[+].name = "{name}"
* test[=].description = "{description}"

RuleSet: PostSearch(type, form, response)
* test[=].action[+].operation.type = http://terminology.hl7.org/CodeSystem/testscript-operation-codes#search
* test[=].action[=].operation.resource = #{type}
* test[=].action[=].operation.method = #post
* test[=].action[=].operation.accept = #application/fhir+json
* test[=].action[=].operation.contentType = #application/x-www-form-urlencoded
* test[=].action[=].operation.params = "{form}"
* test[=].action[=].operation.encodeRequestUrl = true
* test[=].action[=].operation.responseId = "{response}"

RuleSet: Get(code, type, params, response)
* test[=].action[+].operation.type = http://terminology.hl7.org/CodeSystem/testscript-operation-codes#{code}
* test[=].action[=].operation.resource = #{type}
* test[=].action[=].operation.method = #get
* test[=].action[=].operation.accept = #application/fhir+json
* test[=].action[=].operation.params = "{params}"
* test[=].action[=].operation.encodeRequestUrl = false
* test[=].action[=].operation.responseId = "{response}"

RuleSet: Status(code, description)
* test[=].action[+].assert.description = "{description}"
* test[=].action[=].assert.direction = #response
* test[=].action[=].assert.responseCode = "{code}"
* test[=].action[=].assert.operator = #equals
* test[=].action[=].assert.warningOnly = false

RuleSet: Holds(expression, description)
* test[=].action[+].assert.description = "{description}"
* test[=].action[=].assert.direction = #response
* test[=].action[=].assert.expression = "{expression}"
* test[=].action[=].assert.operator = #equals
* test[=].action[=].assert.value = "true"
* test[=].action[=].assert.warningOnly = false

RuleSet: Conforms(profile, description)
* test[=].action[+].assert.description = "{description}"
* test[=].action[=].assert.direction = #response
* test[=].action[=].assert.validateProfileId = "{profile}"
* test[=].action[=].assert.warningOnly = false
