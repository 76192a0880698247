/** The type of what is dragged from the panel onto the canvas; its data is the kind's name in graph files. */
const nodeDragType = 'application/x-shotgraph-node';

/** Says what is dragged. */
export function dragNodeKind(event: DragEvent, type: string): void {
  const { dataTransfer } = event;
  if (!dataTransfer) return;
  dataTransfer.setData(nodeDragType, type);
  dataTransfer.effectAllowed = 'copy';
}

/** Whether a kind of node is what is dragged. Which one is told only when it is dropped. */
export function carriesNodeKind({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes(nodeDragType) ?? false;
}

/** The kind of node that was dropped. */
export function droppedNodeKind({ dataTransfer }: DragEvent): string | undefined {
  return dataTransfer?.getData(nodeDragType) || undefined;
}
