package io.chronoops.endtoend.bench;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The result as one JSON document. */
final class JsonSheet {
    private final JsonMapper json = JsonMapper.builder().build();

    String of(Result result) {
        ObjectNode sheet = json.createObjectNode();
        sheet.put("dataset", result.dataset());
        sheet.put("server", result.server());
        sheet.put("service", result.service());
        var rows = sheet.putArray("rows");
        result.rows().forEach(row -> rows.add(row(row)));
        var rounds = sheet.putArray("rounds");
        result.rounds()
                .forEach((side, all) -> all.forEach(one -> {
                    ObjectNode round = rounds.addObject();
                    round.put("side", side);
                    round.put("wall", one.wall());
                    if (!Double.isNaN(one.own())) round.put("own", one.own());
                    round.put("bytes", one.bytes());
                    round.put("service_cpu", one.serviceCpu());
                    round.put("programs_cpu", one.programsCpu());
                    round.put("server_cpu", one.serverCpu());
                }));
        return json.writerWithDefaultPrettyPrinter().writeValueAsString(sheet) + "\n";
    }

    private ObjectNode row(Row row) {
        ObjectNode node = json.createObjectNode();
        node.put("work", row.work());
        node.put("unit", row.unit());
        node.put("ours", row.ours());
        node.put("peer", row.peer());
        node.put("peer_name", row.peerName());
        node.put("ratio", row.ratio());
        node.put("goal", row.goal().figure());
        node.put("goal_is", row.goal().least() ? "at least" : "at most");
        node.put("met", row.met());
        if (!row.note().isEmpty()) node.put("note", row.note());
        return node;
    }
}
