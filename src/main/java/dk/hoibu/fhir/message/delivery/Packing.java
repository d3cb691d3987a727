package dk.hoibu.fhir.message.delivery;

import dk.hoibu.fhir.message.delivery.Label.Standard;
import dk.hoibu.fhir.message.reception.Reader;
import dk.hoibu.fhir.message.store.Consignment;
import dk.hoibu.fhir.message.store.MessageStore;
import dk.hoibu.fhir.message.tree.Node;
import dk.hoibu.fhir.message.wire.MessageFormat;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes parcels of what is to go out. Safe for use by many threads. */
public final class Packing {

    private static final ZoneId DENMARK = ZoneId.of("Europe/Copenhagen");

    /** Those whose numbers the network knows persons by, the first there is. */
    private static final List<String> NUMBERS = List.of("urn:oid:1.2.208.176.1.2", "urn:oid:1.2.208.176.1.6.1.1");

    /** What numbers begin with that the conversion of letters puts in the place of those that nobody knows. */
    private static final String NO_SOR = "000";

    private static final String NO_GLN = "952";
    private static final int LONGEST_LETTER = 8 << 20;

    private static final String NEWEST = "5.0";
    private static final String NEWEST_ACKNOWLEDGEMENT = "2.0";

    private final MessageStore store;
    private final Reader reader;
    private final Envelope envelope;
    private final LetterPacking letters;

    /** {@code letters}: for receivers that know the old format alone. */
    public Packing(MessageStore store, Reader reader, Envelope envelope, LetterPacking letters) {
        this.store = store;
        this.reader = reader;
        this.envelope = envelope;
        this.letters = letters;
    }

    /**
     * @throws Unfit when it cannot be written as its receiver must have it
     * @throws dk.hoibu.fhir.message.store.StoreUnavailable when it cannot be read now
     */
    public Parcel pack(Consignment one) {
        return switch (one.kind()) {
            case MESSAGE -> message(one);
            case ACKNOWLEDGEMENT ->
                parcel(
                        envelope,
                        label(one, Standard.ACKNOWLEDGEMENT, NEWEST_ACKNOWLEDGEMENT, Optional.empty()),
                        body(one));
            case RECEIPT -> letters.receipt(one);
        };
    }

    static Content body(Consignment one) {
        byte[] body = one.body().orElseThrow();
        return out -> out.write(body);
    }

    private Parcel message(Consignment one) {
        if (one.receiver().sor().startsWith(NO_SOR) || one.receiver().gln().startsWith(NO_GLN)) {
            throw new Unfit("the receiver's number is none: it stands in for one that is not known");
        }
        MessageFormat format = format(one.contentType());
        byte[] skeleton = store.skeleton(one.id());
        Node bundle =
                reader.read(format, skeleton).root().orElseThrow(() -> new Unfit("what is kept of it cannot be read"));
        Content content = out -> store.copy(one.id(), out);
        if (one.resent().isPresent()) {
            Content kept = content;
            check(out -> out.write(skeleton), one, format);
            content = out -> restamp(kept, one, format, out);
        }
        return letters.wants(one)
                ? letters.pack(one, whole(content))
                : parcel(envelope, label(one, Standard.CARE_COMMUNICATION, version(bundle), patient(bundle)), content);
    }

    /** In memory: what is longer has attachments, which letters do not carry. */
    private static byte[] whole(Content content) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            content.writeTo(new FilterOutputStream(all) {
                @Override
                public void write(byte[] bytes, int from, int count) throws IOException {
                    if (all.size() + count > LONGEST_LETTER) {
                        throw new Unfit("as a letter: it is too long");
                    }
                    all.write(bytes, from, count);
                }
            });
        } catch (IOException e) {
            throw new IllegalStateException("memory takes all bytes", e);
        }
        return all.toByteArray();
    }

    /** What is wrong is known before anything is sent. */
    private static void check(Content content, Consignment one, MessageFormat format) {
        try {
            restamp(content, one, format, OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new IllegalStateException("nothing was written anywhere", e);
        }
    }

    private static void restamp(Content content, Consignment one, MessageFormat format, OutputStream out)
            throws IOException {
        OutputStream anew = Restamp.of(format, one.key().bundleId(), since(one), out);
        content.writeTo(anew);
        if (anew instanceof Restamp restamp) {
            restamp.finish();
        }
    }

    private static OffsetDateTime since(Consignment one) {
        return one.since().atZone(DENMARK).toOffsetDateTime();
    }

    /** {@code content} in {@code envelope}. */
    public static Parcel parcel(Envelope envelope, Label label, Content content) {
        return new Parcel() {
            @Override
            public String mediaType() {
                return envelope.mediaType(label);
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                envelope.write(label, content, out);
            }
        };
    }

    /** What stands on the envelope of {@code one}. */
    public static Label label(Consignment one, Standard standard, String version, Optional<String> patient) {
        return new Label(
                standard,
                version,
                one.category(),
                format(one.contentType()).mediaType(),
                one.sender(),
                one.receiver(),
                one.key().headerId(),
                one.key().bundleId(),
                since(one),
                patient);
    }

    /** How something of that media type is written. */
    public static MessageFormat format(String contentType) {
        return contentType.toLowerCase(Locale.ROOT).contains("xml") ? MessageFormat.XML : MessageFormat.JSON;
    }

    /** Of a message that keeps the rules: what its MessageHeader.definition ends with. */
    private static String version(Node bundle) {
        return resources(bundle, "MessageHeader").stream()
                .map(header -> header.text("definition"))
                .map(definition -> definition.substring(definition.indexOf('|') + 1))
                .filter(version -> version.matches("[0-9.]{1,10}"))
                .findFirst()
                .orElse(NEWEST);
    }

    private static Optional<String> patient(Node bundle) {
        List<Node> identifiers = resources(bundle, "Patient").stream()
                .flatMap(patient -> patient.all("identifier").stream())
                .toList();
        return NUMBERS.stream()
                .flatMap(system -> identifiers.stream()
                        .filter(identifier -> identifier.text("system").equals(system))
                        .map(identifier -> identifier.text("value")))
                .findFirst();
    }

    private static List<Node> resources(Node bundle, String type) {
        return bundle.all("entry").stream()
                .flatMap(entry -> entry.all("resource").stream())
                .filter(resource -> resource.is(type))
                .toList();
    }
}
