package dev.leeway.collector.align;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Variables that tell a process its own slot: {@code SLOT=blue} beside {@code SLOT=green}.
 *
 * <p>Both name and value must say so: a theme may be blue as well, and what else a slot is called only its owners know.
 */
final class OwnSlotName extends TextStep {
    private static final String TOKEN = "{slot}";
    /** Those that agents take off names of services. */
    private static final Set<String> SLOTS = Set.of("blue", "green", "canary");

    private static final Pattern NAMES = Pattern.compile(
            "(?:.*_)?SLOT(?:_NAME)?|(?:.*_)?(?:ACTIVE|APP|DEPLOY|DEPLOYMENT|INSTANCE|RELEASE|SERVER|STACK)_COLOU?R");

    @Override
    String text(FactContext fact, String text) {
        boolean own = SLOTS.contains(text.toLowerCase(Locale.ROOT))
                && fact.section().probe().equals("env")
                && NAMES.matcher(fact.path().toUpperCase(Locale.ROOT)).matches();
        return own ? TOKEN : text;
    }
}
