package dev.chat.server.config;

/** A setting that cannot be, said in one line for the person who set it. */
public final class InvalidSettingException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Creates a complaint.
     *
     * @param message one line that names the setting where it was set, and what it may be
     */
    public InvalidSettingException(String message) {
        super(message);
    }
}
