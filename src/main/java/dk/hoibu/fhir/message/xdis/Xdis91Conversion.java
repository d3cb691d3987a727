package dk.hoibu.fhir.message.xdis;

import dk.hoibu.fhir.message.xdis.LetterToMessage.Parts;
import org.hl7.fhir.r4.model.Bundle;

/** Converts along MedCom's published mapping between XDIS91 and CareCommunication; may be asked by several threads. */
public final class Xdis91Conversion implements LetterConversion {

    private final Conversations conversations;
    private final Parts parts;

    /**
     * One that asks these.
     *
     * @param register for SOR ids
     * @param objects for what travels beside letters
     * @param conversations for the thread a letter is of
     * @param assumptions where nobody knows
     * @param ids for what has none in a letter
     */
    public Xdis91Conversion(
            OrganisationRegister register,
            AttachedObjects objects,
            Conversations conversations,
            Assumptions assumptions,
            IdSource ids) {
        this.conversations = conversations;
        this.parts = new Parts(register, objects, assumptions, ids);
    }

    @Override
    public Converted<Bundle> toMessage(XdisLetter letter) {
        Differences differences = new Differences();
        if (letter.localElements()) {
            differences.lost("Local_Elements", "two parties' own elements have no place in the message");
        }
        Bundle message = new LetterToMessage(letter, conversations.of(letter), parts, differences).convert();
        Differences unheard = new Differences();
        try {
            XdisLetter back = new MessageToLetter(message, Edition.OF_2019, quiet(), unheard).convert();
            Completeness.tell(Leaves.of(letter), Leaves.of(back), differences);
        } catch (ConversionRefused | UnreadableLetter e) {
            differences.changed("Emessage", "the message cannot become a letter again: " + e.getMessage());
        }
        return new Converted<>(message, differences.report());
    }

    @Override
    public Converted<XdisLetter> toLetter(Bundle message, Edition edition) {
        Differences differences = new Differences();
        XdisLetter letter;
        try {
            letter = new MessageToLetter(message, edition, parts, differences).convert();
        } catch (UnreadableLetter e) {
            throw new ConversionRefused("letter", String.valueOf(e.getMessage()));
        }
        Differences unheard = new Differences();
        try {
            XdisLetter read = LetterReader.read(LetterWriter.write(letter));
            Bundle back = new LetterToMessage(read, Conversations.Place.first(), quiet(), unheard).convert();
            Completeness.tell(Leaves.of(message), Leaves.of(back), differences);
        } catch (ConversionRefused | UnreadableLetter e) {
            differences.changed("Bundle", "the letter cannot become a message again: " + e.getMessage());
        }
        return new Converted<>(letter, differences.report());
    }

    /** For converting back to compare: nothing is sent, and nothing is refused for want of a number. */
    private Parts quiet() {
        return new Parts(
                parts.register(), AttachedObjects.none(), parts.assumptions().withStandIns(true), parts.ids());
    }
}
