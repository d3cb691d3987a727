package dk.hoibu.fhir.http;

import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Problem;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * Before the pages of the guide: they are read and nothing else, run nothing but the guide's own scripts, and where no guide was built in,
 * the answer says how to build it.
 */
final class GuideSiteFilter implements Filter {

    private static final String METHODS = "GET, HEAD";
    /** The pages the IG Publisher makes have scripts and styles in them. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline';"
                    + " img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final boolean there;
    private final Outcomes outcomes;

    /** {@code there} tells whether there is a guide behind this filter. */
    GuideSiteFilter(boolean there, Outcomes outcomes) {
        this.there = there;
        this.outcomes = outcomes;
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        HttpServletResponse response = (HttpServletResponse) servletResponse;
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Content-Security-Policy", POLICY);
        if (!"GET".equals(request.getMethod()) && !"HEAD".equals(request.getMethod())) {
            refuse(Problem.of(405, IssueType.NOTSUPPORTED, Message.METHOD_NOT_ALLOWED, METHODS), request, response);
        } else if (!there) {
            refuse(Problem.of(404, IssueType.NOTFOUND, Message.GUIDE_NOT_BUILT), request, response);
        } else if (request.getPathInfo() == null) {
            // not sendRedirect, which makes an address of what the client calls the host
            response.setStatus(HttpServletResponse.SC_MOVED_PERMANENTLY);
            response.setHeader("Location", GuideSite.PATH + "/index.html");
        } else {
            chain.doFilter(request, response);
        }
    }

    private void refuse(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        outcomes.write(problem, request, response);
    }
}
