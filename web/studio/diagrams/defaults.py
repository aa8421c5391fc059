"""What BPMN 2.0.2 means where a file says nothing: to write it out is to say the same."""

from __future__ import annotations

from collections.abc import Mapping

XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
SAYS_NOTHING = frozenset({f"{XSI}schemaLocation"})
NEVER_ASKED = frozenset({("{http://www.omg.org/spec/DD/20100524/DI}waypoint", f"{XSI}type")})
EMPTY_MEANS_NOTHING = frozenset({"extensionElements"})
BY_ELEMENT: Mapping[str, Mapping[str, str]] = {
    "definitions": {
        "expressionLanguage": "http://www.w3.org/1999/XPath",
        "typeLanguage": "http://www.w3.org/2001/XMLSchema",
    },
    "process": {"processType": "None", "isClosed": "false"},
    "collaboration": {"isClosed": "false"},
    "boundaryEvent": {"cancelActivity": "true"},
    "startEvent": {"isInterrupting": "true"},
    "subProcess": {"triggeredByEvent": "false"},
    "transaction": {"triggeredByEvent": "false", "method": "##Compensate"},
    "adHocSubProcess": {
        **{"triggeredByEvent": "false", "ordering": "Parallel"},
        "cancelRemainingInstances": "true",
    },
    "receiveTask": {"instantiate": "false", "implementation": "##WebService"},
    "sendTask": {"implementation": "##WebService"},
    "serviceTask": {"implementation": "##WebService"},
    "userTask": {"implementation": "##unspecified"},
    "globalUserTask": {"implementation": "##unspecified"},
    "businessRuleTask": {"implementation": "##unspecified"},
    "eventBasedGateway": {"instantiate": "false", "eventGatewayType": "Exclusive"},
    "multiInstanceLoopCharacteristics": {"isSequential": "false", "behavior": "All"},
    "standardLoopCharacteristics": {"testBefore": "false"},
    "compensateEventDefinition": {"waitForCompletion": "true"},
    "documentation": {"textFormat": "text/plain"},
    "textAnnotation": {"textFormat": "text/plain"},
    "association": {"associationDirection": "None"},
    "itemDefinition": {"itemKind": "Information", "isCollection": "false"},
    "dataObject": {"isCollection": "false"},
    "dataInput": {"isCollection": "false"},
    "dataOutput": {"isCollection": "false"},
    "dataStore": {"isUnlimited": "true"},
    "participantMultiplicity": {"minimum": "0", "maximum": "1"},
    "relationship": {"direction": "None"},
}
ANYWHERE = {
    **{"isForCompensation": "false", "startQuantity": "1", "completionQuantity": "1"},
    **{"parallelMultiple": "false", "gatewayDirection": "Unspecified"},
}
DEFAULTS: Mapping[tuple[str, str], str] = {
    **{("*", name): value for name, value in ANYWHERE.items()},
    **{
        (element, name): value
        for element, each in BY_ELEMENT.items()
        for name, value in each.items()
    },
}
