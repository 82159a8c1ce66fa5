package dev.leeway.collector.report;

import java.util.List;
import java.util.function.Predicate;

/** How causes stand to what earlier snapshots said, in the order they are told. */
enum Since {
    MOVED("moved", "Moved", CauseView::moved),
    /** Not every side was seen then. */
    DOUBTFUL("doubtful", "May have moved", view -> !view.moved() && !view.still()),
    STILL("before", "As before", CauseView::still);

    private final String id;
    private final String title;
    private final Predicate<CauseView> test;

    Since(String id, String title, Predicate<CauseView> test) {
        this.id = id;
        this.title = title;
        this.test = test;
    }

    /** The id of its section in a page. */
    String id() {
        return id;
    }

    /** What stands above its causes. */
    String title() {
        return title;
    }

    /** Those of {@code views} that stand so. */
    List<CauseView> of(List<CauseView> views) {
        return views.stream().filter(test).toList();
    }
}
