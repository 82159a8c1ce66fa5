package dev.leeway.collector.report;

import java.util.List;

/** How causes stand to what earlier snapshots said, in the order they are told. */
enum Since {
    MOVED("moved", "Moved"),
    /** Not every side was seen then. */
    DOUBTFUL("doubtful", "May have moved"),
    STILL("before", "As before");

    private final String id;
    private final String title;

    Since(String id, String title) {
        this.id = id;
        this.title = title;
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
        return views.stream().filter(this::holds).toList();
    }

    private boolean holds(CauseView view) {
        return switch (this) {
            case MOVED -> view.moved();
            case DOUBTFUL -> !view.moved() && !view.still();
            case STILL -> view.still();
        };
    }
}
