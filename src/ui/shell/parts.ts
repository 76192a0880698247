import '../dialogs/shotgraph-quote-dialog.ts';
import '../dialogs/shotgraph-uncertain-dialog.ts';
import '../inspector/shotgraph-inspector.ts';
import '../panels/shotgraph-history-panel.ts';
import '../panels/shotgraph-node-panel.ts';
import '../panels/shotgraph-templates-panel.ts';
import '../strip/shotgraph-strip.ts';
