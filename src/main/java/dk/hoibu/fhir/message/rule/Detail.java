package dk.hoibu.fhir.message.rule;

import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** What an acknowledgement says is wrong: the codes of MedCom's value set {@code medcom-acknowledgement-issue-details} that are used here. */
public enum Detail {
    ID(Systems.HL7, "MSG_ID_INVALID", IssueType.VALUE),
    ID_MISSING(Systems.HL7, "MSG_RESOURCE_ID_MISSING", IssueType.REQUIRED),
    FORMAT(Systems.HL7, "MSG_BAD_FORMAT", IssueType.VALUE),
    VALUE(Systems.HL7, "MSG_PARAM_INVALID", IssueType.VALUE),
    SYNTAX(Systems.HL7, "MSG_BAD_SYNTAX", IssueType.STRUCTURE),
    DATE(Systems.HL7, "MSG_DATE_FORMAT", IssueType.VALUE),
    DUPLICATE(Systems.HL7, "MSG_DUPLICATE_ID", IssueType.DUPLICATE),
    NO_MATCH(Systems.HL7, "MSG_NO_MATCH", IssueType.NOTFOUND),
    RESOURCE_MISSING(Systems.HL7, "MSG_RESOURCE_REQUIRED", IssueType.REQUIRED),
    NOT_ALLOWED(Systems.HL7, "MSG_RESOURCE_NOT_ALLOWED", IssueType.BUSINESSRULE),
    UNKNOWN_TYPE(Systems.HL7, "MSG_UNKNOWN_TYPE", IssueType.STRUCTURE),
    NAMESPACE(Systems.HL7, "MSG_WRONG_NS", IssueType.STRUCTURE),
    RECEIVER_MISSING(Systems.MEDCOM, "MSG_Receiver_Identifier_MISSING", IssueType.REQUIRED),
    RECEIVER_UNKNOWN(Systems.MEDCOM, "MSG_Receiver_Identifier_UNKNOWN", IssueType.NOTFOUND),
    MESSAGE_TYPE(Systems.MEDCOM, "MSG_RECEIVER_UNABLE_TO_RECEIVE_MSG_TYPE", IssueType.NOTSUPPORTED),
    VALUESET(Systems.MEDCOM, "MSG_VALUESET_VALUE_UNKNOWN", IssueType.CODEINVALID),
    CODESYSTEM(Systems.MEDCOM, "MSG_CodeSystem_VALUE_UNKNOWN", IssueType.CODEINVALID),
    TOO_LONG(Systems.MEDCOM, "MSG_Element_To_Long", IssueType.TOOLONG),
    DATATYPE(Systems.MEDCOM, "MSG_Datatype_Wrong", IssueType.STRUCTURE),
    OUT_OF_OPERATION(Systems.MEDCOM, "MSG_Mailbox_Out_Of_Operation", IssueType.TRANSIENT),
    /** MedCom's spelling. */
    DAMAGED(Systems.MEDCOM, "MSG_Damaged_durin_transport", IssueType.INVALID),
    /** Nothing is wrong: said of warnings, which no acknowledgement tells of with a code. */
    NONE("", "", IssueType.INFORMATIONAL);

    private final String system;
    private final String code;
    private final IssueType type;

    Detail(String system, String code, IssueType type) {
        this.system = system;
        this.code = code;
        this.type = type;
    }

    /** Empty for {@link #NONE}. */
    public String system() {
        return system;
    }

    /** Empty for {@link #NONE}. */
    public String code() {
        return code;
    }

    /** What goes with it in {@code issue.code}. */
    public IssueType type() {
        return type;
    }

    /** An enum's constants cannot use its own fields. */
    private static final class Systems {
        private static final String HL7 = "http://terminology.hl7.org/CodeSystem/operation-outcome";
        private static final String MEDCOM =
                "http://medcomfhir.dk/ig/terminology/CodeSystem/medcom-acknowledgement-error-codes";
    }
}
