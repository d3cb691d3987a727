package dk.hoibu.fhir.message.build;

import java.util.Optional;
import org.hl7.fhir.r4.model.DateTimeType;

/** A segment that a message adds. */
public sealed interface Content {

    /** Plain text, with line feeds between its lines. */
    record Text(String text) implements Content {}

    /**
     * An attached file.
     *
     * @param title without the file's type, which no system appends
     * @param created when the document was made
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Document(String title, String contentType, byte[] data, Optional<DateTimeType> created) implements Content {}

    /** A link to something that anybody may open. */
    record Link(String title, String url) implements Content {}
}
