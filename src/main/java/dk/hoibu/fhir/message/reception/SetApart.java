package dk.hoibu.fhir.message.reception;

import dk.hoibu.fhir.message.rule.Attached;
import dk.hoibu.fhir.message.wire.AttachmentBytes;
import dk.hoibu.fhir.message.wire.Skeleton;
import java.util.Base64;
import java.util.Optional;

/** The bytes that were set apart of a message as it came; those that were not are in its text. */
public final class SetApart implements Attached {

    /** Longer ones are no marks. */
    private static final int LONGEST_MARK = 32;

    private final Skeleton skeleton;
    private final Attached inText = Attached.inText();

    public SetApart(Skeleton skeleton) {
        this.skeleton = skeleton;
    }

    @Override
    public Optional<Bytes> of(String data) {
        Optional<AttachmentBytes> apart = mark(data).flatMap(skeleton::attachment);
        if (apart.isEmpty()) {
            return inText.of(data);
        }
        return apart.filter(bytes -> !bytes.damaged() && bytes.size() > 0)
                .map(bytes -> new Bytes(bytes.size(), bytes.beginning()));
    }

    private static Optional<byte[]> mark(String data) {
        try {
            return data.length() > LONGEST_MARK
                    ? Optional.empty()
                    : Optional.of(Base64.getDecoder().decode(data));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
