package dk.hoibu.fhir.http;

import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Problem;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** Measures how deeply a body is nested before any parser recurses into it. */
final class BodyShape {

    private BodyShape() {}

    /** The deepest nesting of braces and brackets outside JSON strings, or of XML elements; 0 for other text. */
    static int depth(byte[] body) {
        int start = 0;
        while (start < body.length && body[start] <= ' ' && body[start] >= 0) {
            start++;
        }
        boolean xml = start < body.length && body[start] == '<';
        return xml ? xmlDepth(body) : jsonDepth(body);
    }

    private static int jsonDepth(byte[] body) {
        int depth = 0;
        int deepest = 0;
        boolean inString = false;
        for (int i = 0; i < body.length; i++) {
            byte c = body[i];
            if (inString) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    inString = false;
                }
            } else if (c == '"') {
                inString = true;
            } else if (c == '{' || c == '[') {
                deepest = Math.max(deepest, ++depth);
            } else if (c == '}' || c == ']') {
                depth--;
            }
        }
        return deepest;
    }

    private static int xmlDepth(byte[] body) {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i + 1 < body.length; i++) {
            if (body[i] == '<' && body[i + 1] == '/') {
                depth--;
            } else if (body[i] == '<' && body[i + 1] != '?' && body[i + 1] != '!') {
                deepest = Math.max(deepest, ++depth);
            } else if (body[i] == '/' && body[i + 1] == '>') {
                depth--;
            }
        }
        return deepest;
    }

    /** @throws Problem 400 when XML declares a document type, which could name files and words that grow, or has more than so many tags */
    static void requirePlainXml(byte[] body, int most) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        if (text.contains("<!DOCTYPE") || text.contains("<!ENTITY")) {
            throw Problem.of(400, IssueType.STRUCTURE, Message.BAD_REQUEST);
        }
        if (text.chars().filter(c -> c == '<').count() > most) {
            throw Problem.of(400, IssueType.TOOCOSTLY, Message.BODY_TOO_COSTLY, most);
        }
    }
}
