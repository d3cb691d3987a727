package dk.hoibu.fhir.message.build;

import java.util.Set;

/**
 * Builds CareCommunication 5.0 messages as MedCom's governance says (rules 1 to 26). Pure: the same arguments make the same message. Safe for
 * use by many threads.
 */
public final class Composer {

    private final String base;

    /** @param base the URL that the {@code fullUrl}s of its resources begin with, without a slash at the end */
    public Composer(String base) {
        this.base = base;
    }

    /** The first message of a new thread. */
    public BuiltMessage fresh(DraftMessage draft, Subject subject, Route route, Postmark mark) {
        return new Composition(base, draft, mark).fresh(subject, route);
    }

    /**
     * The next message of the thread: all that was said goes along, of attachments the titles. Category and topic stay unless the draft has
     * others; whom the message before was from in particular, it is now for.
     */
    public BuiltMessage reply(DraftMessage draft, Earlier earlier, Route route, Postmark mark) {
        return new Composition(base, draft, mark).reply(earlier, route);
    }

    /**
     * The first message of a new thread that has what was said in another, with its attachments.
     *
     * @param segments which segments go along, by their ids; Provenances all of whose segments stay behind do too
     */
    public BuiltMessage forward(DraftMessage draft, Earlier earlier, Set<String> segments, Route route, Postmark mark) {
        return new Composition(base, draft, mark).forward(earlier, segments, route);
    }
}
