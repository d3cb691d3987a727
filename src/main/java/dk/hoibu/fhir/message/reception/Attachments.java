package dk.hoibu.fhir.message.reception;

import dk.hoibu.fhir.message.rule.Finding;
import dk.hoibu.fhir.message.rule.Rule;
import dk.hoibu.fhir.message.tree.Node;
import dk.hoibu.fhir.message.wire.AttachmentBytes;
import dk.hoibu.fhir.message.wire.Skeleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Holds what is attached to a message against what the message says of it, and its text to what text may be. Opens nothing, fetches nothing. */
final class Attachments {

    private final Rule damaged;

    /** @param damaged the rule that data are base64 */
    Attachments(Rule damaged) {
        this.damaged = damaged;
    }

    /** What is wrong anywhere in {@code bundle}; empty when nothing is. */
    List<Finding> check(Node bundle, Skeleton skeleton) {
        List<Finding> findings = new ArrayList<>();
        walk(bundle, skeleton, findings);
        return findings;
    }

    private void walk(Node node, Skeleton skeleton, List<Finding> findings) {
        if (!PlainText.isWhole(node.value())) {
            findings.add(new Finding(OwnRules.HALF_CHARACTER, node.path()));
        }
        if (node.is("Attachment")) {
            attachment(node, skeleton, findings);
        } else if (node.is("Communication")) {
            node.all("payload").stream()
                    .flatMap(payload -> payload.all("content").stream())
                    .filter(content -> content.is("string") && !PlainText.isPlain(content.value()))
                    .forEach(content -> findings.add(new Finding(OwnRules.MARKUP, content.path())));
        }
        node.children().forEach(child -> walk(child, skeleton, findings));
    }

    private void attachment(Node node, Skeleton skeleton, List<Finding> findings) {
        if (!node.text("data").isEmpty()) {
            Optional<AttachmentBytes> bytes = decoded(node.text("data")).flatMap(skeleton::attachment);
            if (bytes.isEmpty() || bytes.get().damaged()) {
                findings.add(new Finding(damaged, node.path() + ".data"));
            } else if (!isOf(node.text("contentType"), bytes.get().beginning())) {
                findings.add(new Finding(OwnRules.ATTACHMENT_TYPE, node.path() + ".contentType"));
            }
        }
        if (!node.text("url").isEmpty() && !PublicLink.isOne(node.text("url"))) {
            findings.add(new Finding(OwnRules.LINK, node.path() + ".url"));
        }
        if (!PlainText.isTitle(node.text("title"))) {
            findings.add(new Finding(OwnRules.MARKUP, node.path() + ".title"));
        }
    }

    private static Optional<byte[]> decoded(String mark) {
        try {
            return Optional.of(Base64.getDecoder().decode(mark));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** Whether bytes that begin so are of that type; types that are not allowed anyway pass. */
    private static boolean isOf(String contentType, byte[] beginning) {
        String start = new String(beginning, StandardCharsets.ISO_8859_1);
        return switch (contentType.toLowerCase(Locale.ROOT)) {
            // readers take it within the first kilobyte
            case "application/pdf" -> start.contains("%PDF-");
            case "image/gif" -> start.startsWith("GIF87a") || start.startsWith("GIF89a");
            case "image/jpeg" -> start.startsWith("\u00ff\u00d8\u00ff");
            case "image/png" -> start.startsWith("\u0089PNG\r\n\u001a\n");
            case "image/tiff" -> start.startsWith("II*\0") || start.startsWith("MM\0*");
            case "image/bmp" -> start.startsWith("BM");
            default -> true;
        };
    }
}
