package dk.hoibu.fhir.message.http;

import dk.hoibu.fhir.fhir.Caller;
import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Problem;
import dk.hoibu.fhir.http.Desk;
import dk.hoibu.fhir.message.build.Activity;
import dk.hoibu.fhir.message.store.StoreUnavailable;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** What is asked about messages, by method and path. Safe for use by many threads. */
public final class MessageDesk implements Desk {

    private static final Pattern ONE = Pattern.compile("(Bundle|Communication)/([A-Za-z0-9.-]{1,64})");
    private static final Pattern MARK = Pattern.compile("Communication/([A-Za-z0-9.-]{1,64})/\\$mark-(un)?read");
    private static final Pattern THREAD = Pattern.compile("Communication/([A-Za-z0-9.-]{1,64})/\\$thread");
    private static final Pattern DRAFT =
            Pattern.compile("Communication/(?:\\$send|([A-Za-z0-9.-]{1,64})/\\$(reply|forward))");
    private static final String PROCESS = "$process-message";

    private final String root;
    private final Handing handing;
    private final Mailbox mailbox;
    private final Drafting drafting;

    /** {@code root}: path of the FHIR base, without a slash at its end. */
    public MessageDesk(String root, Handing handing, Mailbox mailbox, Drafting drafting) {
        this.root = root;
        this.handing = handing;
        this.mailbox = mailbox;
        this.drafting = drafting;
    }

    @Override
    public boolean takes(HttpServletRequest request) {
        String path = path(request);
        return switch (request.getMethod()) {
            case "POST" ->
                readsBody(request)
                        || path.equals("Communication/_search")
                        || MARK.matcher(path).matches()
                        || THREAD.matcher(path).matches();
            case "GET", "HEAD" ->
                path.equals("Communication")
                        || ONE.matcher(path).matches()
                        || THREAD.matcher(path).matches();
            default -> false;
        };
    }

    @Override
    public boolean readsBody(HttpServletRequest request) {
        String path = path(request);
        return request.getMethod().equals("POST")
                && (path.equals(PROCESS)
                        || path.equals("Bundle")
                        || DRAFT.matcher(path).matches());
    }

    private String path(HttpServletRequest request) {
        String path = request.getRequestURI();
        // some clients write the sign so
        return path.startsWith(root + "/")
                ? path.substring(root.length() + 1).replaceAll("/$", "").replace("%24", "$")
                : "";
    }

    @Override
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!(request.getAttribute(Caller.attribute()) instanceof Caller caller)) {
            throw new IllegalStateException("a request without a caller");
        }
        String path = path(request);
        Matcher one = ONE.matcher(path);
        Matcher mark = MARK.matcher(path);
        Matcher thread = THREAD.matcher(path);
        Matcher draft = DRAFT.matcher(path);
        try {
            if (draft.matches()) {
                draft(draft, request, response, caller);
            } else if (readsBody(request)) {
                handing.take(request, response, caller, path.equals("Bundle"));
            } else if (mark.matches()) {
                mailbox.mark(mark.group(1), mark.group(2) == null, request, response, caller);
            } else if (thread.matches()) {
                mailbox.thread(thread.group(1), request, response, caller);
            } else if (!one.matches()) {
                mailbox.search(request, response, caller);
            } else if (one.group(1).equals("Bundle")) {
                mailbox.message(one.group(2), request, response, caller);
            } else {
                mailbox.communication(one.group(2), request, response, caller);
            }
        } catch (StoreUnavailable unavailable) {
            throw Problem.of(503, IssueType.TRANSIENT, Message.MESSAGES_UNAVAILABLE);
        }
    }

    private void draft(Matcher draft, HttpServletRequest request, HttpServletResponse response, Caller caller)
            throws IOException {
        Activity activity = draft.group(2) == null
                ? Activity.NEW
                : draft.group(2).equals("reply") ? Activity.REPLY : Activity.FORWARD;
        String about = draft.group(1) == null ? "" : draft.group(1);
        try {
            drafting.take(activity, about, request, response, caller);
        } catch (Drafting.Refused refused) {
            drafting.refuse(refused, request, response, caller);
        }
    }
}
