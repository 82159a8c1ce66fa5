package dev.leeway.agent.format.corpora;

/** How much the long tests do: {@code -Pslow} and {@code -Pfull} ask for more. */
final class Scale {
    private Scale() {}

    /** How many cases, where the usual run takes {@code few}. */
    static int cases(int few) {
        return switch (System.getProperty("leeway.scale", "short")) {
            case "full" -> few * 100;
            case "slow" -> few * 10;
            default -> few;
        };
    }
}
