package fusion.movies.operator.truth;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.jse.JsePlatform;

/** A stack's health in Argo CD, by the script in {@code install/}. */
final class ArgoHealth {

    private static final Path SCRIPT = Path.of("../install/argocd-health.lua");

    private ArgoHealth() {}

    /** One at a time, because the Lua library has global state. */
    static synchronized String of(GenericKubernetesResource stack) {
        Globals globals = JsePlatform.standardGlobals();
        LuaTable object = new LuaTable();
        LuaTable metadata = new LuaTable();
        metadata.set("generation", lua(stack.getMetadata().getGeneration()));
        object.set("metadata", metadata);
        object.set("status", lua(stack.getAdditionalProperties().get("status")));
        globals.set("obj", object);
        try {
            return globals.load(Files.readString(SCRIPT)).call().get("status").tojstring();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LuaValue lua(Object value) {
        return switch (value) {
            case null -> LuaValue.NIL;
            case Map<?, ?> map -> {
                LuaTable table = new LuaTable();
                map.forEach((key, one) -> table.set(key.toString(), lua(one)));
                yield table;
            }
            case List<?> list ->
                LuaTable.listOf(list.stream().map(ArgoHealth::lua).toArray(LuaValue[]::new));
            case Number number -> LuaValue.valueOf(number.doubleValue());
            case Boolean flag -> LuaValue.valueOf(flag);
            default -> LuaValue.valueOf(value.toString());
        };
    }
}
