package dk.hoibu.fhir.http;

import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Problem;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** Looks at a body that a {@link Desk} reads itself, before a parser does, as the door looks at all others. */
public final class PlainBody {

    private static final int DEEPEST = 32;
    private static final int MOST_PARTS = 20_000;

    private PlainBody() {}

    /** @throws Problem 400 when it is nested too deeply, has too many parts, says a thing twice, or names what is not in it */
    public static void require(byte[] body, boolean xml) {
        if (BodyShape.depth(body) > DEEPEST) {
            throw Problem.of(400, IssueType.TOOCOSTLY, Message.BODY_TOO_DEEP, DEEPEST);
        }
        if (xml) {
            BodyShape.requirePlainXml(body, MOST_PARTS);
        } else {
            JsonBody.requirePlain(body, MOST_PARTS);
        }
    }
}
