"""What each reference may lead to, as the standard's class diagrams say."""

from __future__ import annotations

from engine.checks.standard.calls import CALLABLE
from engine.checks.standard.elements import (
    ACTIVITIES,
    CATCHING,
    CHOREOGRAPHY,
    EVENTS,
    FLOW_NODES,
    GATEWAYS,
    THROWING,
)

DEFINITIONS = tuple(
    f"{what}EventDefinition"
    for what in (
        *("message", "timer", "signal", "conditional", "error", "escalation"),
        *("link", "compensate", "cancel", "terminate"),
    )
)
DATA = (
    *("property", "dataObject", "dataObjectReference", "dataStore", "dataStoreReference"),
    *("dataInput", "dataOutput"),
)
ITEM, MESSAGE, OPERATION, FLOW = "itemDefinition", "message", "operation", "sequenceFlow"
COLLABORATION = ("collaboration", "choreography", "globalConversation", "globalChoreographyTask")
CONVERSATIONS = ("conversation", "subConversation", "callConversation")
TALKING = ("participant", *ACTIVITIES, *EVENTS, *CHOREOGRAPHY)
ITEMS = ("inputDataItem", "outputDataItem")

Kinds = tuple[str, ...]
Table = dict[Kinds, dict[str, Kinds]]

ATTRIBUTES: Table = {
    ("sequenceFlow",): {"sourceRef": FLOW_NODES, "targetRef": FLOW_NODES},
    ("messageFlow",): {"sourceRef": TALKING, "targetRef": TALKING, "messageRef": (MESSAGE,)},
    ("conversationLink",): {
        "sourceRef": (*CONVERSATIONS, *TALKING),
        "targetRef": (*CONVERSATIONS, *TALKING),
    },
    ("association",): {"sourceRef": (), "targetRef": ()},
    ("group",): {"categoryValueRef": ("categoryValue",)},
    ("correlationPropertyRetrievalExpression",): {"messageRef": (MESSAGE,)},
    ("correlationSubscription",): {"correlationKeyRef": ("correlationKey",)},
    ("correlationPropertyBinding",): {"correlationPropertyRef": ("correlationProperty",)},
    ("error", "escalation", "signal"): {"structureRef": (ITEM,)},
    ("formalExpression",): {"evaluatesToTypeRef": (ITEM,)},
    ("message",): {"itemRef": (ITEM,)},
    ("resourceParameter",): {"type": (ITEM,)},
    ("participant",): {"processRef": ("process",)},
    ("process",): {"definitionalCollaborationRef": COLLABORATION},
    (*ACTIVITIES, *GATEWAYS): {"default": (FLOW,)},
    ("resourceParameterBinding",): {"parameterRef": ("resourceParameter",)},
    ("serviceTask",): {"operationRef": (OPERATION,)},
    ("sendTask", "receiveTask"): {"messageRef": (MESSAGE,), "operationRef": (OPERATION,)},
    ("ioBinding",): {
        "inputDataRef": ("dataInput", "inputSet"),
        "outputDataRef": ("dataOutput", "outputSet"),
        "operationRef": (OPERATION,),
    },
    ("multiInstanceLoopCharacteristics",): {
        "oneBehaviorEventRef": DEFINITIONS,
        "noneBehaviorEventRef": DEFINITIONS,
    },
    (*DATA, *ITEMS): {"itemSubjectRef": (ITEM,)},
    ("dataObjectReference",): {"dataObjectRef": ("dataObject",)},
    ("dataStoreReference",): {"dataStoreRef": ("dataStore",)},
    ("boundaryEvent",): {"attachedToRef": ACTIVITIES},
    ("compensateEventDefinition",): {"activityRef": ACTIVITIES},
    ("errorEventDefinition",): {"errorRef": ("error",)},
    ("escalationEventDefinition",): {"escalationRef": ("escalation",)},
    ("messageEventDefinition",): {"messageRef": (MESSAGE,)},
    ("signalEventDefinition",): {"signalRef": ("signal",)},
    ("callConversation",): {"calledCollaborationRef": COLLABORATION},
    CHOREOGRAPHY: {"initiatingParticipantRef": ("participant",)},
    ("callChoreography",): {"calledChoreographyRef": ("choreography", "globalChoreographyTask")},
}
CHILDREN: Table = {
    ("correlationKey",): {"correlationPropertyRef": ("correlationProperty",)},
    FLOW_NODES: {"incoming": (FLOW,), "outgoing": (FLOW,), "categoryValueRef": ("categoryValue",)},
    ("operation",): {
        "inMessageRef": (MESSAGE,),
        "outMessageRef": (MESSAGE,),
        "errorRef": ("error",),
    },
    COLLABORATION: {"choreographyRef": ("choreography",)},
    ("participant",): {"interfaceRef": ("interface",), "endPointRef": ("endPoint",)},
    ("partnerEntity", "partnerRole"): {"participantRef": ("participant",)},
    ("participantAssociation",): {
        "innerParticipantRef": ("participant",),
        "outerParticipantRef": ("participant",),
    },
    CHOREOGRAPHY: {"participantRef": ("participant",), "messageFlowRef": ("messageFlow",)},
    ("process",): {"supports": ("process",)},
    ("performer", "humanPerformer", "potentialOwner", "resourceRole"): {
        "resourceRef": ("resource",)
    },
    CALLABLE: {"supportedInterfaceRef": ("interface",)},
    ("inputSet",): {
        **dict.fromkeys(("dataInputRefs", "optionalInputRefs"), ("dataInput",)),
        "whileExecutingInputRefs": ("dataInput",),
        "outputSetRefs": ("outputSet",),
    },
    ("outputSet",): {
        **dict.fromkeys(("dataOutputRefs", "optionalOutputRefs"), ("dataOutput",)),
        "whileExecutingOutputRefs": ("dataOutput",),
        "inputSetRefs": ("inputSet",),
    },
    ("dataInputAssociation", "dataOutputAssociation"): {"sourceRef": DATA, "targetRef": DATA},
    (*CATCHING, *THROWING): {"eventDefinitionRef": DEFINITIONS},
    ("linkEventDefinition",): {
        "source": ("linkEventDefinition",),
        "target": ("linkEventDefinition",),
    },
    ("messageEventDefinition",): {"operationRef": (OPERATION,)},
    ("lane",): {"flowNodeRef": FLOW_NODES},
}
# These may also name what is not in the file: a process of the bundle, or a variable.
ELSEWHERE: Table = {
    ("callActivity",): {"calledElement": CALLABLE},
}
VARIABLES: Table = {
    ("multiInstanceLoopCharacteristics",): {
        "loopDataInputRef": (*DATA, *ITEMS),
        "loopDataOutputRef": (*DATA, *ITEMS),
    },
}
