package dk.hoibu.fhir.message.reception;

import dk.hoibu.fhir.message.tree.Flaw;
import dk.hoibu.fhir.message.tree.JsonTree;
import dk.hoibu.fhir.message.tree.Reading;
import dk.hoibu.fhir.message.tree.Shapes;
import dk.hoibu.fhir.message.tree.XmlTree;
import dk.hoibu.fhir.message.wire.MessageFormat;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Reads a message's text as FHIR. Safe for use by many threads. */
public final class Reader {

    private final JsonTree json;
    private final XmlTree xml;

    public Reader(Shapes shapes) {
        this.json = new JsonTree(shapes);
        this.xml = new XmlTree(shapes);
    }

    /** Never throws: what is wrong with the text is in the answer. */
    public Reading read(MessageFormat format, byte[] text) {
        if (!isUtf8(text)) {
            // the parsers would guess another encoding, and the sieve does not
            return new Reading(Optional.empty(), List.of(new Flaw(Flaw.Kind.UNREADABLE, "Bundle", "")));
        }
        return switch (format) {
            case JSON -> json.read(text);
            case XML -> xml.read(text);
        };
    }

    private static boolean isUtf8(byte[] text) {
        for (byte one : text) {
            if (one == 0) {
                return false;
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
            return true;
        } catch (CharacterCodingException other) {
            return false;
        }
    }
}
