package dk.hoibu.fhir.message.delivery.letter;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import dk.hoibu.fhir.message.delivery.Envelope;
import dk.hoibu.fhir.message.delivery.Label;
import dk.hoibu.fhir.message.delivery.Label.Standard;
import dk.hoibu.fhir.message.delivery.LetterPacking;
import dk.hoibu.fhir.message.delivery.Packing;
import dk.hoibu.fhir.message.delivery.Parcel;
import dk.hoibu.fhir.message.delivery.Unfit;
import dk.hoibu.fhir.message.store.Consignment;
import dk.hoibu.fhir.message.store.Outbox;
import dk.hoibu.fhir.message.wire.MessageFormat;
import dk.hoibu.fhir.message.xdis.Assumptions;
import dk.hoibu.fhir.message.xdis.AttachedObjects;
import dk.hoibu.fhir.message.xdis.Conversations;
import dk.hoibu.fhir.message.xdis.ConversionRefused;
import dk.hoibu.fhir.message.xdis.Converted;
import dk.hoibu.fhir.message.xdis.Edition;
import dk.hoibu.fhir.message.xdis.IdSource;
import dk.hoibu.fhir.message.xdis.LetterWriter;
import dk.hoibu.fhir.message.xdis.OrganisationRegister;
import dk.hoibu.fhir.message.xdis.Xdis91Conversion;
import dk.hoibu.fhir.message.xdis.XdisLetter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;

/**
 * Writes messages as letters, for receivers that the settings name by SOR id. What differs is kept beside the message before the letter goes; what
 * cannot be written as a letter at all is refused. Safe for use by many threads.
 */
public final class OutgoingLetters implements LetterPacking {

    /** As a receipt's version says which receipt it is. */
    private static final String POSITIVE = "XC0330Q";

    private static final String NEGATIVE = "XC0230Q";
    private static final String XML = "text/xml";

    private final Set<String> receivers;
    private final Edition edition;
    private final Envelope envelope;
    private final OrganisationRegister register;
    private final Outbox outbox;
    private final FhirContext context;
    private final InstantSource clock;

    /**
     * @param receivers SOR ids
     * @param envelope what letters travel in
     * @param outbox where reports are kept
     */
    public OutgoingLetters(
            Set<String> receivers,
            Edition edition,
            Envelope envelope,
            OrganisationRegister register,
            Outbox outbox,
            FhirContext context,
            InstantSource clock) {
        this.receivers = Set.copyOf(receivers);
        this.edition = edition;
        this.envelope = envelope;
        this.register = register;
        this.outbox = outbox;
        this.context = context;
        this.clock = clock;
    }

    @Override
    public boolean wants(Consignment message) {
        return receivers.contains(message.receiver().sor());
    }

    @Override
    public Parcel pack(Consignment message, byte[] text) {
        Converted<XdisLetter> converted = converted(message, text);
        XdisLetter letter = converted.result();
        outbox.converted(
                message.id(), letter.heading().identifier(), ReportText.of(converted.report()), clock.instant());
        byte[] written = LetterWriter.write(letter);
        Label label = label(message, Standard.LETTER, edition.versionCode());
        return Packing.parcel(envelope, label, out -> out.write(written));
    }

    private Converted<XdisLetter> converted(Consignment message, byte[] text) {
        Outgoing objects = new Outgoing();
        try {
            Bundle bundle = parser(Packing.format(message.contentType()))
                    .parseResource(Bundle.class, new String(text, StandardCharsets.UTF_8));
            Converted<XdisLetter> converted = new Xdis91Conversion(
                            register, objects, Conversations.unknown(), Assumptions.standard(), IdSource.byName())
                    .toLetter(bundle, edition);
            if (objects.any) {
                throw new Unfit("as a letter: attachments travel in letters of their own, which are not written");
            }
            return converted;
        } catch (ConversionRefused refused) {
            throw new Unfit("as a letter: " + refused.getMessage());
        } catch (DataFormatException broken) {
            throw new Unfit("as a letter: it cannot be read");
        }
    }

    private IParser parser(MessageFormat format) {
        return format == MessageFormat.JSON ? context.newJsonParser() : context.newXmlParser();
    }

    @Override
    public Parcel receipt(Consignment receipt) {
        boolean positive = receipt.category().equals("ok");
        Label label = label(
                receipt,
                positive ? Standard.POSITIVE_RECEIPT : Standard.NEGATIVE_RECEIPT,
                positive ? POSITIVE : NEGATIVE);
        byte[] body = receipt.body().orElseThrow();
        return Packing.parcel(envelope, label, out -> out.write(body));
    }

    private static Label label(Consignment one, Standard standard, String version) {
        Label label = Packing.label(one, standard, version, Optional.empty());
        return new Label(
                standard,
                version,
                "",
                XML,
                label.sender(),
                label.receiver(),
                label.headerId(),
                label.bundleId(),
                label.created(),
                Optional.empty());
    }

    /** Notes whether anything would have to travel beside the letter. */
    private static final class Outgoing implements AttachedObjects {

        private boolean any;

        @Override
        public Optional<byte[]> find(String identifier) {
            return Optional.empty();
        }

        @Override
        public void keep(String identifier, byte[] bytes) {
            any = true;
        }
    }
}
