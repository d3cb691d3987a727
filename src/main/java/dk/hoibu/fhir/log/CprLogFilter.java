package dk.hoibu.fhir.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import org.slf4j.event.KeyValuePair;

/**
 * The last net below all code that logs: an event that holds what may be a CPR number is not written. That it fell is reported through
 * logback's own status, because it is a mistake to be found and mended.
 */
public final class CprLogFilter extends Filter<ILoggingEvent> {

    @Override
    public FilterReply decide(ILoggingEvent event) {
        if (holdsNumber(event)) {
            addWarn("a log event of " + event.getLoggerName() + " was withheld: it may hold a CPR number");
            return FilterReply.DENY;
        }
        return FilterReply.NEUTRAL;
    }

    private static boolean holdsNumber(ILoggingEvent event) {
        if (CprPattern.isIn(event.getFormattedMessage())) {
            return true;
        }
        if (event.getKeyValuePairs() != null) {
            for (KeyValuePair pair : event.getKeyValuePairs()) {
                if (CprPattern.isIn(pair.key) || CprPattern.isIn(String.valueOf(pair.value))) {
                    return true;
                }
            }
        }
        if (event.getThrowableProxy() != null && holdsNumber(event.getThrowableProxy())) {
            return true;
        }
        return event.getMDCPropertyMap().values().stream().anyMatch(CprPattern::isIn);
    }

    /** Whether its message does, or that of what it was caused by or suppressed: an encoder writes all of them. */
    private static boolean holdsNumber(IThrowableProxy failure) {
        for (IThrowableProxy cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null && CprPattern.isIn(cause.getMessage())) {
                return true;
            }
            for (IThrowableProxy suppressed : cause.getSuppressed()) {
                if (holdsNumber(suppressed)) {
                    return true;
                }
            }
        }
        return false;
    }
}
