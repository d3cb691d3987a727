package dk.hoibu.fhir.audit.citizen;

import dk.hoibu.fhir.domain.DanishTime;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * The citizen's log as a page of HTML in Danish, which can be read aloud, on a telephone, and printed on A4. It needs nothing but itself.
 */
public final class CitizenPage {

    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("d.M.yyyy 'kl.' HH.mm").withZone(DanishTime.ZONE);

    private static final String TITLE = "Hvem har slået barnet op i HOI BU";

    private static final String STYLE = """
            @page { size: A4 landscape; margin: 15mm }
            body { font: 16px/1.45 system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 75rem; margin: 2rem auto; padding: 0 1rem }
            h1 { font-size: 1.6rem; line-height: 1.2 } p { max-width: 45rem }
            table { border-collapse: collapse; width: 100% }
            caption { text-align: left; font-weight: bold; padding: .5rem 0 }
            th, td { text-align: left; vertical-align: top; padding: .5rem .6rem; border-bottom: 1px solid #767676; overflow-wrap: break-word }
            thead th { border-bottom: 2px solid #1a1a1a } tbody th { font-weight: normal; white-space: nowrap }
            td span { display: block } code { display: block; font-size: .8rem; overflow-wrap: anywhere } small { display: block; color: #4a4a4a; overflow-wrap: anywhere }
            @media screen and (max-width: 45rem) {
              body { margin: 1rem auto } table, caption, tbody, tr, th, td { display: block; width: auto }
              thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
              tr { border: 1px solid #767676; border-radius: .4rem; margin: 0 0 1rem; padding: .3rem 0 }
              th, td { border: 0; padding: .25rem .8rem } tbody th { font-weight: bold }
              td::before { content: attr(data-label); display: block; font-size: .85rem; color: #4a4a4a }
            }
            @media print {
              body { font-size: 10pt; margin: 0; padding: 0; max-width: none } p { max-width: none }
              tr { break-inside: avoid } thead { display: table-header-group }
            }
            """;

    private CitizenPage() {}

    /** {@code made} is when the log was taken. */
    public static String html(List<CitizenLine> lines, Instant made) {
        StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"da\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<title>" + TITLE + "</title>\n<style>\n" + STYLE + "</style>\n</head>\n<body>\n"
                + "<main>\n<h1>" + TITLE + "</h1>\n");
        page.append(
                        "<p>HOI BU viser fagpersoner, om der er noget i gang om et barn, og hvem de kan kontakte. Her står hvert opslag om"
                                + " barnet, det nyeste først, også de opslag der blev afvist. Taget ")
                .append(WHEN.format(made))
                .append(".</p>\n");
        if (lines.stream().anyMatch(line -> line.who() instanceof CitizenLine.Who.Pseudonymous)) {
            page.append("<p>Nogle medarbejderes navne er sløret. Står der &quot;Sløret identitet&quot; med samme kode"
                    + " flere steder, er det den samme person.</p>\n");
        }
        if (lines.isEmpty()) {
            return page.append("<p><strong>Der er ingen opslag.</strong></p>\n</main>\n</body>\n</html>\n")
                    .toString();
        }
        page.append("<table role=\"table\">\n<caption>Opslag: ")
                .append(lines.size())
                .append(
                        "</caption>\n<thead><tr role=\"row\"><th scope=\"col\">Hvornår</th><th scope=\"col\">Hvem</th>"
                                + "<th scope=\"col\">Hvorfra</th><th scope=\"col\">Hvad</th><th scope=\"col\">Hvorfor</th></tr></thead>\n<tbody>\n");
        lines.forEach(line -> row(line, page));
        return page.append("</tbody>\n</table>\n</main>\n</body>\n</html>\n").toString();
    }

    private static void row(CitizenLine line, StringBuilder page) {
        page.append("<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">")
                .append(WHEN.format(line.when()))
                .append("</th>");
        cell("Hvem", who(line.who()) + span(line.role()), page);
        cell("Hvorfra", span(line.where().words()), page);
        String number = "<small>Opslagets nummer: " + line.id() + "</small>";
        cell("Hvad", span(line.what()) + span(line.result()) + number, page);
        cell("Hvorfor", span(line.why()), page);
        page.append("</tr>\n");
    }

    /** The code of a pseudonym on a line of its own, so that it can be compared. */
    private static String who(CitizenLine.Who who) {
        return who instanceof CitizenLine.Who.Pseudonymous concealed
                ? "<span>Sløret identitet <code>" + concealed.pseudonym() + "</code></span>"
                : span(who.words());
    }

    private static void cell(String label, String content, StringBuilder page) {
        page.append("<td role=\"cell\" data-label=\"")
                .append(label)
                .append("\">")
                .append(content)
                .append("</td>");
    }

    private static String span(String text) {
        return "<span>" + escaped(text) + "</span>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
