*** Settings ***
Documentation       The bare script in Robot Framework's Browser library: filled, waits gathered at the end.
Library             Browser    timeout=10s
Library             slips_in.py

*** Tasks ***
Key Every Slip
    New Browser    chromium    headless=True    executablePath=${BROWSER}    args=["--no-sandbox"]
    New Context
    New Page    ${URL}/login
    Fill Text    [name=user]    ${USER}
    Fill Secret    [name=password]    $PASSWORD
    Click    input[value='ログイン']
    Tell    ready
    ${slip} =    Next Slip
    WHILE    $slip is not None    limit=NONE
        ${number} =    Key One    ${slip}
        Tell    ${number}
        ${slip} =    Next Slip
    END

*** Keywords ***
Key One
    [Arguments]    ${slip}
    Go To    ${URL}/slips/new
    FOR    ${name}    IN    customer_code    slip_date    order_number    memo
        Fill Text    [name=${name}]    ${slip}[${name}]
    END
    ${n_there} =    Get Element Count    [name=product_code]
    ${count} =    Get Length    ${slip}[lines]
    FOR    ${_}    IN RANGE    ${n_there}    ${count}
        Click    input[value='行追加']
    END
    FOR    ${n}    ${line}    IN ENUMERATE    @{slip}[lines]
        FOR    ${name}    IN    product_code    quantity    unit_price
            Fill Text    [name=${name}] >> nth=${n}    ${line}[${name}]
        END
        Select Options By    [name=tax_class] >> nth=${n}    text    ${line}[tax_class]
    END
    Focus    [name=memo]
    Get Property    [name=customer_name]    value    !=    ${EMPTY}
    FOR    ${n}    ${line}    IN ENUMERATE    @{slip}[lines]
        Get Property    [name=product_name] >> nth=${n}    value    !=    ${EMPTY}
    END
    Click    input[value='確認']
    Click    input[value='登録']
    ${number} =    Get Text    th:text-is('伝票番号') + td
    RETURN    ${number}
