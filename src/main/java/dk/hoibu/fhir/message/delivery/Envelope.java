package dk.hoibu.fhir.message.delivery;

import java.io.IOException;
import java.io.OutputStream;

/** Port to what messages travel in. */
public interface Envelope {

    /** The media type of the whole, where {@code label} stands on it. */
    String mediaType(Label label);

    /** Writes the envelope with {@code content} in it. */
    void write(Label label, Content content, OutputStream out) throws IOException;

    /** None: the message travels as it is. */
    static Envelope none() {
        return new Envelope() {
            @Override
            public String mediaType(Label label) {
                return label.mediaType();
            }

            @Override
            public void write(Label label, Content content, OutputStream out) throws IOException {
                content.writeTo(out);
            }
        };
    }
}
