package io.chronoops.endtoend.demo;

import io.chronoops.endtoend.screen.Say;
import io.chronoops.ops.VerifyCommand;

/** Every byte of the backup is read again and matched. */
record VerifyBackup() implements Step {
    @Override
    public String title() {
        return "Backup verified";
    }

    @Override
    public Figure run(Scene scene) {
        var done = Operations.succeeded(scene, command -> command.setVerify(new VerifyCommand(scene.backup())));
        String bytes = done.getDetails().getOrDefault("bytes", "0");
        return Figure.held("every byte read again and matched: " + Say.bytes(Long.parseLong(bytes)));
    }
}
